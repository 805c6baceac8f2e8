/** What two moments differ in: their gauges, what has gone wrong, and every row that either of them has. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { GAUGES, readings } from "./readings";
import type { Moment, ViewRow } from "./state-at";
import type { TraceRecord } from "./trace";

export interface Difference {
  name: string;
  here: string;
  there: string;
}

/** Rows beyond this are left out; those that differ come first. */
const MOST_ROWS = 50;

export function lines(here: Moment, there: Moment): Difference[] {
  return [...figures(here, there), ...rows(here, there)];
}

function figures(here: Moment, there: Moment): Difference[] {
  const [first, second] = [readings(here), readings(there)];
  const counts: [string, (moment: Moment) => string | number][] = [
    [lab.compare.events, ({ events }) => events],
    [lab.compare.skipped, ({ skipped }) => skipped],
    [lab.compare.wrong, (moment) => moment.rows.filter(({ wrongSince }) => wrongSince).length],
  ];
  return [
    ...counts.map(([name, count]) => ({ name, here: String(count(here)), there: String(count(there)) })),
    ...GAUGES.map((name) => ({ name: lab.gauges[name], here: first[name], there: second[name] })),
  ];
}

function rows(here: Moment, there: Moment): Difference[] {
  const [first, second] = [byKey(here), byKey(there)];
  const keys = [...new Set([...first.keys(), ...second.keys()])].sort();
  const all = keys.map((key) => ({
    name: say(lab.compare.row, { customer: key }),
    here: told(first.get(key)),
    there: told(second.get(key)),
  }));
  const differing = all.filter((line) => line.here !== line.there);
  if (all.length <= MOST_ROWS) return all;
  return differing.slice(0, MOST_ROWS);
}

function byKey({ rows: all }: Moment): Map<string, ViewRow> {
  return new Map(all.map((row) => [row.key, row]));
}

function told(view: ViewRow | undefined): string {
  if (!view?.row) return lab.compare.no_row;
  const { orders, total } = view.row;
  const text = say(lab.compare.orders, { count: orders, total });
  return view.wrongSince ? say(lab.compare.is_wrong, { row: text }) : text;
}

/** The instant of the first record in which two runs differ; null when there is none. */
export function firstDifference(here: TraceRecord[], there: TraceRecord[]): number | null {
  const length = Math.max(here.length, there.length);
  for (let n = 0; n < length; n++) {
    const [a, b] = [here[n], there[n]];
    if (!a || !b) return (a ?? b)?.at_us ?? null;
    if (differ(a, b)) return Math.min(a.at_us, b.at_us);
  }
  return null;
}

/** Whether two records tell different things; what is inside them follows from the fields compared. */
function differ(a: TraceRecord, b: TraceRecord): boolean {
  const other = b as unknown as Record<string, unknown>;
  return Object.entries(a).some(([name, value]) => typeof value !== "object" && value !== other[name]);
}
