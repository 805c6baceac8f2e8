/** What the learner is doing: the run in view, the runs before it, and the one way to get a new one. */

import type { Clock } from "./clock";
import type { Failure } from "./protocol";
import { indexed, type Run } from "./run";
import { type Runtime, RuntimeError } from "./runtime";
import type { Scenario } from "./trace";

interface Past {
  run: Run;
  at: number;
}

/** Fires `run` when another run comes into view, `busy` while one is made, `failure` (a CustomEvent of Failure). */
export class Session extends EventTarget {
  run: Run | undefined;
  busy = false;
  #first: Run | undefined;
  #past: Past[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly runtime: Runtime,
    readonly clock: Clock,
  ) {
    super();
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** The first run. Rejects with RuntimeError. */
  async begin(scenario: Scenario): Promise<void> {
    this.#first = indexed(await this.runtime.run(scenario));
    this.#show(this.#first, 0);
    this.#ran(this.#first);
  }

  /**
   * Change the scenario, run it, and either play on from `at` or stay with the playhead. Changes made in quick succession
   * are made one after another.
   */
  change(edit: (scenario: Scenario) => Scenario, at: number, then: "play" | "stay"): void {
    const was = this.clock.at;
    this.#turn = this.#turn.then(async () => {
      const before = this.run;
      if (!before) return;
      const run = await this.#made(edit(before.trace.scenario));
      if (!run) return;
      this.#past.push({ run: before, at: was });
      const play = then === "play" || this.clock.playing;
      this.#show(run, then === "play" ? at : this.clock.at);
      this.#ran(run);
      if (play && this.clock.at < this.clock.end) this.clock.play();
    });
  }

  undo(): void {
    const past = this.#past.pop();
    if (past) this.#show(past.run, past.at);
  }

  /** Back to the run the lab began with; can itself be undone. */
  reset(): void {
    if (!this.run || !this.#first) return;
    this.#past.push({ run: this.run, at: this.clock.at });
    this.#show(this.#first, 0);
  }

  /** End whatever runs. What is in view stays in view. */
  stop(): void {
    this.clock.pause();
    if (this.runtime.state === "running" || this.runtime.state === "starting") this.runtime.stop();
  }

  async #made(scenario: Scenario): Promise<Run | null> {
    this.#busy(true);
    try {
      return indexed(await this.runtime.run(scenario));
    } catch (reason) {
      const failure: Failure =
        reason instanceof RuntimeError ? reason.failure : { kind: "crashed", message: String(reason) };
      this.dispatchEvent(new CustomEvent("failure", { detail: failure }));
      return null;
    } finally {
      this.#busy(false);
    }
  }

  #busy(busy: boolean): void {
    this.busy = busy;
    this.dispatchEvent(new Event("busy"));
  }

  #show(run: Run, at: number): void {
    this.clock.pause();
    this.run = run;
    this.clock.end = run.end;
    this.dispatchEvent(new Event("run"));
    this.clock.seek(at);
  }

  #ran(run: Run): void {
    this.dispatchEvent(new CustomEvent("ran", { detail: run.trace.digest }));
  }
}
