/** Runs that were made, kept while there is room. One that was put away is made again, and comes out the same. */

import type { Run } from "./run";
import type { Scenario } from "./trace";

/** In records, which is about what takes up memory: 100 MB or so. */
const ROOM = 400_000;
/** The run in view and the one it is compared with are kept, however long. */
const FEWEST = 2;

export class Shelf {
  #runs = new Map<Scenario, Run>();

  get(scenario: Scenario): Run | undefined {
    const run = this.#runs.get(scenario);
    if (run) this.put(scenario, run);
    return run;
  }

  put(scenario: Scenario, run: Run): void {
    this.#runs.delete(scenario);
    this.#runs.set(scenario, run);
    let taken = 0;
    for (const [place, [old, { trace }]] of [...this.#runs].reverse().entries()) {
      taken += trace.records.length;
      if (place >= FEWEST && taken > ROOM) this.#runs.delete(old);
    }
  }
}
