/** Fewer points for a line of very many: no more could be told apart, and each takes time to draw. */

import type { AlignedData } from "uplot";

/** Groups of neighbours, of which the first and each line's highest and lowest are kept. */
const GROUPS = 800;

export function thinned(data: AlignedData): AlignedData {
  const { length } = data[0];
  const size = Math.ceil(length / GROUPS);
  if (size <= 3 * data.length) return data;
  const kept: number[] = [];
  for (let start = 0; start < length; start += size) {
    const end = Math.min(start + size, length);
    const extremes = data.slice(1).flatMap((values) => extremesOf(values as Values, start, end));
    kept.push(...[...new Set([start, ...extremes, end - 1])].sort((a, b) => a - b));
  }
  return data.map((values) => kept.map((place) => values[place])) as unknown as AlignedData;
}

type Values = ArrayLike<number | null | undefined>;

function extremesOf(values: Values, start: number, end: number): number[] {
  let [low, high] = [-1, -1];
  for (let place = start; place < end; place++) {
    const value = values[place];
    if (value == null) continue;
    if (low < 0 || value < Number(values[low])) low = place;
    if (high < 0 || value > Number(values[high])) high = place;
  }
  return low < 0 ? [] : [low, high];
}
