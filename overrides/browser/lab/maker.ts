/** Makes runs: one at a time, each shown as it grows when it takes long, and never made twice while there is room. */

import { Indexer } from "./indexer";
import type { Run } from "./run";
import type { Runtime } from "./runtime";
import { Shelf } from "./shelf";
import type { Scenario } from "./trace";

/** How often a run that is being made is shown: each time the charts and marks are drawn anew. */
const SHOWN_EVERY_MS = 1000;

export class Maker {
  #shelf = new Shelf();

  constructor(readonly runtime: Runtime) {}

  /** The run of a scenario; `grown` is told how far it has come. Rejects with RuntimeError. */
  async run(scenario: Scenario, grown: (run: Run) => void = () => undefined): Promise<Run> {
    const known = this.#shelf.get(scenario);
    if (known) return known;
    const indexer = new Indexer(scenario);
    let shown = performance.now();
    const ending = await this.runtime.run(scenario, (records) => {
      indexer.take(records);
      if (performance.now() - shown < SHOWN_EVERY_MS) return;
      grown(indexer.run());
      shown = performance.now();
    });
    const run = indexer.run(ending);
    this.#shelf.put(scenario, run);
    return run;
  }
}
