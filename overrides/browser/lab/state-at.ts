/** The state of a run at a moment: pure, and quick enough for every frame. */

import type { Journey, Leg, Place } from "./journeys";
import type { Order, Run } from "./run";
import type { RecordOf, Row } from "./trace";

export interface Token {
  journey: Journey;
  from: Place;
  to: Place;
  /** How far from `from` to `to`, 0 to 1. */
  progress: number;
}

export interface ViewRow {
  key: string;
  /** The row as the read model has it; null while nothing has been applied. */
  row: Row | null;
  /** What the committed log adds up to, up to now; the row may be behind it. */
  truth: Row;
  /** What the events that the row has seen add up to. */
  expected: Row | null;
  /** Set while the row is one that never existed: where that began. */
  wrongSince: RecordOf<"view.applied"> | null;
  changed: number;
}

export interface Moment {
  at: number;
  run: Run;
  /** How many of `run.events` are committed. */
  events: number;
  rows: ViewRow[];
  /** What can be drawn and told: of a long line only its first, the learner's own always. */
  tokens: Token[];
  /** How many messages are at each place or have set out from it. */
  present: Record<Place, number>;
  eventLag: number;
  /** Microseconds that the oldest unapplied event has been waiting. */
  timeLag: number;
  skipped: number;
  order: Order | undefined;
  read: RecordOf<"query.served"> | undefined;
}

/** How many messages are shown that set out from, or wait in, one place. */
const MOST_OF_A_PLACE = 24;

export function stateAt(run: Run, at: number): Moment {
  const gauge = run.gauges[countUntil(run.gauges, at) - 1];
  const { tokens, present } = tokensAt(run, at);
  return {
    at,
    run,
    events: countUntil(run.events, at),
    rows: rowsAt(run, at),
    tokens,
    present,
    eventLag: gauge?.event_lag ?? 0,
    timeLag: gauge?.oldest_us == null ? 0 : at - gauge.oldest_us,
    skipped: countUntil(run.skipped, at),
    // One intention submitted twice is one order where its repetition was recognised.
    order: run.orders.findLast(({ sent, deduped }) => sent <= at && (deduped ?? Infinity) > at),
    read: run.reads.findLast((read) => read.at_us <= at),
  };
}

/** How many of the records, ascending in time, have happened at `at`. */
export function countUntil(records: { at_us: number }[], at: number): number {
  return firstAfter(records.length, (place) => (records[place]?.at_us ?? 0) > at);
}

/** The first place of a sorted list of `length` for which `after` holds; `length` if it holds for none. */
export function firstAfter(length: number, after: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (after(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function rowsAt(run: Run, at: number): ViewRow[] {
  const rows: ViewRow[] = [];
  for (const key of run.keys) {
    const sums = run.sums.get(key) ?? [];
    const truth = sums[countUntil(sums, at) - 1]?.row;
    if (truth) rows.push(rowAt(run, at, key, truth));
  }
  return rows;
}

function rowAt(run: Run, at: number, key: string, truth: Row): ViewRow {
  const history = run.applied.get(key) ?? [];
  const last = history[countUntil(history, at) - 1];
  const since = last?.wrong_since == null ? null : run.trace.records[last.wrong_since];
  return {
    key,
    row: last?.after ?? null,
    truth,
    expected: last?.expected ?? null,
    wrongSince: since?.kind === "view.applied" ? since : null,
    changed: last?.at_us ?? -1,
  };
}

function tokensAt(run: Run, at: number): { tokens: Token[]; present: Moment["present"] } {
  const present = { api: 0, handler: 0, store: 0, queue: 0, projector: 0, view: 0 };
  const tokens: Token[] = [];
  for (const journey of run.journeys.during(at)) {
    const leg = journey.legs.find(({ start, end }) => start <= at && at < end);
    if (!leg) continue;
    const place = present[leg.from]++;
    if (place >= MOST_OF_A_PLACE && !journey.own) continue;
    tokens.push({ journey, from: leg.from, to: leg.to, progress: progress(leg, at) });
  }
  return { tokens, present };
}

function progress({ from, to, start, end }: Leg, at: number): number {
  return from === to ? 0 : (at - start) / (end - start);
}
