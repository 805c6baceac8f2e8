/** What the learner is doing: the branches, what undoes the last change, and the one way to get a new run. */

import { added, amended, type Board, type Branch, boardOf, changed, currentOf, forked } from "./branches";
import type { Clock } from "./clock";
import type { Run } from "./run";
import type { Runtime } from "./runtime";
import { Stage } from "./stage";
import type { Scenario } from "./trace";

/** Fires, besides what a stage does, `ran` (a CustomEvent of the digest) and `branches` when these have changed. */
export class Session extends Stage {
  #board: Board | undefined;
  #first: Board | undefined;
  #past: Board[] = [];
  /** How far each scenario's run has been watched: what lies before is its past. */
  #seen = new WeakMap<Scenario, number>();

  constructor(runtime: Runtime, clock: Clock) {
    super(runtime, clock);
    clock.addEventListener("tick", () => this.#watched());
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get branches(): Branch[] {
    return this.#board?.branches ?? [];
  }

  get branch(): Branch | undefined {
    return this.#board && currentOf(this.#board);
  }

  /** The first run. Rejects with RuntimeError. */
  async begin(scenario: Scenario): Promise<void> {
    const run = await this.first(scenario);
    this.#first = this.#board = boardOf(scenario);
    this.show(run, 0);
    this.#ran(run);
  }

  /**
   * Change the scenario, run it, and either play on from `at` or stay with the playhead. A change of what has been
   * watched makes a branch. Changes made in quick succession are made one after another.
   */
  change(edit: (scenario: Scenario) => Scenario, at: number, then: "play" | "stay"): void {
    const now = this.branch?.scenario;
    const past = now !== undefined && at < (this.#seen.get(now) ?? 0);
    const next = past ? forked : amended;
    const to = then === "play" ? at : undefined;
    this.#put((board) => next(board, edit(currentOf(board).scenario), at), to);
  }

  /** Go on from this moment in a branch of its own, with nothing changed yet. */
  fork(): void {
    this.#put((board) => forked(board, { ...currentOf(board).scenario }, this.clock.at));
  }

  /** A scenario from elsewhere: it becomes a branch, and what was here stays. Null when it cannot be run. */
  open(scenario: Scenario, name: string, at = 0): Promise<Run | null> {
    return this.#put((board) => added(board, scenario, null, name), at, false);
  }

  /** `to`: the instant to go to and, unless told otherwise, to play on from. */
  #put(next: (board: Board) => Board, to?: number, play = to === undefined ? undefined : true) {
    const { at } = this.clock;
    return this.#do(async (board) => {
      const run = await this.#go(next(board), play, to);
      if (!run) return null;
      this.#past.push({ ...board, at });
      this.#ran(run);
      return run;
    });
  }

  /** A branch that is gone by the time is no choice. */
  switchTo(id: number): void {
    this.#do(async (board) => {
      if (board.branches.some((branch) => branch.id === id)) await this.#go({ ...board, current: id });
    });
  }

  rename(id: number, name: string): void {
    const branch = this.branches.find((each) => each.id === id);
    if (!this.#board || !branch || !name.trim()) return;
    this.#board = changed(this.#board, { ...branch, name: name.trim() });
    this.#told();
  }

  undo(): void {
    this.#do(async () => {
      const before = this.#past.pop();
      if (before && !(await this.#go(before, false, before.at))) this.#past.push(before);
    });
  }

  /** Back to the run the lab began with; can itself be undone. */
  reset(): void {
    const { at } = this.clock;
    this.#do(async (board) => {
      if (!this.#first) return;
      this.#past.push({ ...board, at });
      if (!(await this.#go(this.#first, false, 0))) this.#past.pop();
    });
  }

  /** The run of a branch, to be looked at beside the one in view; null when it cannot be made. */
  async runOf({ scenario }: Branch): Promise<Run | null> {
    await this.turns.done;
    return this.made(scenario);
  }

  async #go(board: Board, play?: boolean, at?: number): Promise<Run | null> {
    const arrived = () => {
      this.#board = board;
    };
    const run = await this.arrive(currentOf(board).scenario, arrived, play, at);
    this.#told();
    return run;
  }

  #do<T>(task: (board: Board) => Promise<T>): Promise<T | null> {
    const run = async () => (this.#board ? task(this.#board) : null);
    return this.turns.take(run, (reason) => this.failed(reason));
  }

  #watched(): void {
    if (!this.run?.complete || !this.branch) return;
    const { scenario } = this.branch;
    this.#seen.set(scenario, Math.max(this.#seen.get(scenario) ?? 0, this.clock.at));
  }

  #told(): void {
    this.dispatchEvent(new Event("branches"));
  }

  #ran(run: Run): void {
    this.#told();
    this.dispatchEvent(new CustomEvent("ran", { detail: run.trace.digest }));
  }
}
