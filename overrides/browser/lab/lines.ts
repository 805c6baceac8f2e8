/** What the charts draw: instants in seconds, ascending, and the values of one or two lines; a step is two points. */

import type { AlignedData } from "uplot";
import { type Curves, isStaleOwn } from "./curves";
import type { Steps } from "./steps";

const S = 1e-6;

/** Two step lines over the same instants, from 0 to `end` (µs). */
export function steps(first: Steps, second: Steps, end: number): AlignedData {
  const [x, a, b]: [number[], number[], number[]] = [[0], [0], [0]];
  let [i, j, one, other] = [0, 0, 0, 0];
  const add = (at: number) => {
    x.push(at * S);
    a.push(one);
    b.push(other);
  };
  while (i < first.at.length || j < second.at.length) {
    const at = Math.min(first.at[i] ?? Number.POSITIVE_INFINITY, second.at[j] ?? Number.POSITIVE_INFINITY);
    add(at);
    if (first.at[i] === at) one = first.value[i++] ?? 0;
    if (second.at[j] === at) other = second.value[j++] ?? 0;
    add(at);
  }
  add(end);
  return [x, a, b];
}

export function step(only: Steps, end: number): AlignedData {
  const [x, y] = steps(only, NOTHING, end);
  return [x as number[], y as number[]];
}

const NOTHING: Steps = { at: [], value: [], add: () => undefined };

/** Time lag (s) grows with time until the oldest event is passed: a saw tooth. */
export function sawTooth({ oldest }: Curves, end: number): AlignedData {
  const [x, y]: [number[], number[]] = [[0], [0]];
  let before: number | null = null;
  const add = (at: number, since: number | null) => {
    x.push(at * S);
    y.push(since === null ? 0 : (at - since) * S);
  };
  for (const { at_us: at, oldest_us: since } of oldest) {
    if (since === before) continue;
    add(at, before);
    add(at, since);
    before = since;
  }
  add(end, before);
  return [x, y];
}

/** Staleness (s) of each own read: those that missed the reader's own change, and the others. */
export function reads({ ownReads }: Curves): AlignedData {
  const staleness = (stale: boolean) =>
    ownReads.map((read) => (isStaleOwn(read) === stale ? read.staleness_us * S : null));
  return [ownReads.map(({ at_us }) => at_us * S), staleness(true), staleness(false)];
}
