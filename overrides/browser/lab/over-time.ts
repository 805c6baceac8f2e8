/** The charts as rows: the same figures at a few instants, those of every peak among them. */

import { lab } from "@messages";
import { curvesOf, longest, timeLagAt } from "./curves";
import { type Line, LiveTable } from "./live-table";
import type { Run } from "./run";
import { highest, valueAt } from "./steps";

/** Into how many parts a run is cut. */
const PARTS = 8;

export class OverTime {
  #table: LiveTable;
  #run: Run | undefined;

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    const { twin, gauges } = lab;
    const heads = [twin.time, gauges.events, gauges.to_mark, gauges.gap, gauges.backlog, gauges.time];
    this.#table = new LiveTable(twin.over_time, heads, go);
  }

  get element(): HTMLElement {
    return this.#table.element;
  }

  show(run: Run): void {
    if (this.#run === run) return;
    this.#run = run;
    this.#table.show(lines(run));
  }
}

function lines(run: Run): Line[] {
  const curves = curvesOf(run);
  const counts = [curves.lag, curves.toMark, curves.gap, curves.backlog];
  const even = Array.from({ length: PARTS + 1 }, (_, n) => Math.round((run.end * n) / PARTS));
  // The time lag falls at the very instant of its peak.
  const justBefore = Math.max(0, longest(curves, run.end).at - 1);
  const peaks = [...counts.map((steps) => highest(steps).at), justBefore];
  const instants = [...new Set([...even, ...peaks])].sort((a, b) => a - b);
  return instants.map((at) => [
    at,
    ...counts.map((steps) => String(valueAt(steps, at))),
    `${(timeLagAt(curves, at) / 1e6).toFixed(2)} s`,
  ]);
}
