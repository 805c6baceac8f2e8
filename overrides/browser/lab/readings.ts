/** The gauges' figures in words: what is shown beside the charts, and said in the table. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { type Curves, curvesOf, longest, timeLagAt } from "./curves";
import { seconds, span } from "./figures";
import type { Run } from "./run";
import { countUntil, type Moment } from "./state-at";
import { highest, type Steps, valueAt } from "./steps";

export const GAUGES = ["events", "to_mark", "gap", "time", "backlog", "freshness", "missed", "saw"] as const;
export type GaugeName = (typeof GAUGES)[number];
export type Readings = Record<GaugeName, string>;

const events = (count: number) => say(lab.gauges.events_value, { count });
const reads = (count: number) => say(lab.gauges.reads_value, { count });
const messages = (count: number) => say(lab.gauges.backlog_value, { count });

/** At a moment. */
export function readings({ run, at }: Moment): Readings {
  const curves = curvesOf(run);
  return {
    events: events(valueAt(curves.lag, at)),
    to_mark: events(valueAt(curves.toMark, at)),
    gap: events(valueAt(curves.gap, at)),
    time: `${(timeLagAt(curves, at) / 1e6).toFixed(2)} s`,
    backlog: messages(valueAt(curves.backlog, at)),
    ...ownReadsAt(curves, at),
  };
}

/** The newest answer that somebody got about a row they had changed themselves, and how many missed that change. */
function ownReadsAt(
  { ownReads, staleOwn }: Curves,
  at: number,
): Pick<Readings, "freshness" | "missed" | "saw"> {
  const all = countUntil(ownReads, at);
  const last = ownReads[all - 1];
  const missed = staleOwn[all - 1] ?? 0;
  const counts = { missed: reads(missed), saw: reads(all - missed) };
  if (!last) return { freshness: lab.gauges.no_read, ...counts };
  const age = last.staleness_us;
  return { freshness: age > 0 ? say(lab.gauges.stale, { span: span(age) }) : lab.gauges.fresh, ...counts };
}

export type CardName = "events" | "time" | "backlog" | "freshness";

/** What one chart shows of the whole run, in a sentence. */
export function overall(run: Run, name: CardName): string {
  const curves = curvesOf(run);
  const peak = ({ at, value }: { at: number; value: string }) =>
    say(lab.gauges.most, { value, at: seconds(at) });
  const most = (steps: Steps, words: (count: number) => string) => {
    const { at, value } = highest(steps);
    return value > 0 ? peak({ at, value: words(value) }) : lab.gauges.never;
  };
  if (name === "events") return most(curves.lag, events);
  if (name === "backlog") return most(curves.backlog, messages);
  if (name === "freshness") return ownReads(curves);
  const { at, value } = longest(curves, run.end);
  return value > 0 ? peak({ at, value: span(value) }) : lab.gauges.never;
}

function ownReads({ ownReads, staleOwn }: Curves): string {
  const count = ownReads.length;
  return count ? say(lab.gauges.own_reads, { count, stale: staleOwn.at(-1) ?? 0 }) : lab.gauges.no_reads;
}
