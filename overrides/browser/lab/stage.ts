/** What is in view: a run and the playhead in it. A run that takes long to make is shown while it grows. */

import type { Clock } from "./clock";
import { Maker } from "./maker";
import type { Run } from "./run";
import type { Runtime } from "./runtime";
import { failureOf } from "./runtime-error";
import type { Scenario } from "./trace";
import { Turns } from "./turns";

/** Fires `run` when another run comes into view, `busy` while one is made, `failure` (a CustomEvent of Failure). */
export class Stage extends EventTarget {
  run: Run | undefined;
  busy = false;
  protected turns = new Turns();
  #maker: Maker;

  constructor(
    readonly runtime: Runtime,
    readonly clock: Clock,
  ) {
    super();
    this.#maker = new Maker(runtime);
  }

  /** The first run. Rejects with RuntimeError. */
  protected async first(scenario: Scenario): Promise<Run> {
    return this.#maker.run(scenario);
  }

  /**
   * Show the run of a scenario, at an instant or where the playhead is, playing or not or as it was. `arrived` is called
   * just before it is shown. Null, and all as before, when it cannot be made.
   */
  protected async arrive(
    scenario: Scenario,
    arrived: () => void,
    play?: boolean,
    at?: number,
  ): Promise<Run | null> {
    const before = { run: this.run, at: this.clock.at };
    const run = await this.made(scenario, (grown) => this.#grow(grown, at ?? this.clock.at));
    if (!run) {
      if (before.run && this.run !== before.run) this.show(before.run, before.at);
      return null;
    }
    const playing = play ?? this.clock.playing;
    const place = this.#isShown(run) ? this.clock.at : (at ?? this.clock.at);
    arrived();
    this.show(run, place);
    if (playing && this.clock.at < this.clock.end) this.clock.play();
    return run;
  }

  protected async made(scenario: Scenario, grown?: (run: Run) => void): Promise<Run | null> {
    this.#busy(true);
    try {
      return await this.#maker.run(scenario, grown);
    } catch (reason) {
      return this.failed(reason);
    } finally {
      this.#busy(false);
    }
  }

  /** End whatever runs, and what waits for its turn. What is in view stays in view. */
  stop(): void {
    this.giveUp();
    this.clock.pause();
    if (this.runtime.state === "running" || this.runtime.state === "starting") this.runtime.stop();
  }

  /** What waits for its turn is not made. */
  giveUp(): void {
    this.turns.giveUp();
  }

  protected failed(reason: unknown): null {
    this.dispatchEvent(new CustomEvent("failure", { detail: failureOf(reason) }));
    return null;
  }

  protected show(run: Run, at: number): void {
    this.clock.pause();
    this.run = run;
    this.clock.end = run.end;
    this.dispatchEvent(new Event("run"));
    this.clock.seek(at);
  }

  /** It is shown as soon as it has come to where the learner is to be. */
  #grow(grown: Run, at: number): void {
    const { playing } = this.clock;
    if (!this.#isShown(grown) && grown.end <= at) return;
    this.show(grown, this.#isShown(grown) ? this.clock.at : at);
    if (playing) this.clock.play();
  }

  /** Each stage of a growing run shares its records. */
  #isShown(run: Run): boolean {
    return this.run?.trace.records === run.trace.records;
  }

  #busy(busy: boolean): void {
    this.busy = busy;
    this.dispatchEvent(new Event("busy"));
  }
}
