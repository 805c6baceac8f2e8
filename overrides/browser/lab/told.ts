/** What happens around a moment, told: the last things that did, and the next ones that will in this run. */

import { describe } from "./describe";
import type { Line } from "./live-table";
import { countUntil, type Moment } from "./state-at";

const PAST = 12;
const AHEAD = 5;

export function past({ run, at }: Moment): Line[] {
  const { records } = run.trace;
  return told(countUntil(records, at) - 1, -1, PAST, records);
}

export function ahead({ run, at }: Moment): Line[] {
  const { records } = run.trace;
  return told(countUntil(records, at), 1, AHEAD, records);
}

function told(from: number, way: 1 | -1, most: number, records: Moment["run"]["trace"]["records"]): Line[] {
  const lines: Line[] = [];
  for (let n = from; n in records && lines.length < most; n += way) {
    const record = records[n];
    const words = record && describe(record);
    if (words) lines.push([record.at_us, words]);
  }
  return lines;
}
