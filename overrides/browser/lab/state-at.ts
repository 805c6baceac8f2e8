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
  tokens: Token[];
  eventLag: number;
  /** Microseconds that the oldest unapplied event has been waiting. */
  timeLag: number;
  /** Messages queued or being worked on by the projector. */
  backlog: number;
  skipped: number;
  order: Order | undefined;
  read: RecordOf<"query.served"> | undefined;
}

export function stateAt(run: Run, at: number): Moment {
  const events = countUntil(run.events, at);
  const gauge = run.gauges[countUntil(run.gauges, at) - 1];
  const tokens = tokensAt(run.journeys, at);
  return {
    at,
    run,
    events,
    rows: rowsAt(run, at, events),
    tokens,
    eventLag: gauge?.event_lag ?? 0,
    timeLag: gauge?.oldest_us == null ? 0 : at - gauge.oldest_us,
    backlog: tokens.filter(({ from }) => from === "queue" || from === "projector").length,
    skipped: countUntil(run.skipped, at),
    order: run.orders.findLast((order) => order.sent <= at),
    read: run.reads.findLast((read) => read.at_us <= at),
  };
}

/** How many of the records, ascending in time, have happened at `at`. */
export function countUntil(records: { at_us: number }[], at: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.at_us ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rowsAt(run: Run, at: number, events: number): ViewRow[] {
  const truth = new Map<string, Row>();
  for (const { event } of run.events.slice(0, events)) {
    const before = truth.get(event.partition_key);
    truth.set(event.partition_key, {
      orders: (before?.orders ?? 0) + 1,
      total: (before?.total ?? 0) + event.data.amount,
      version: event.version,
    });
  }
  return [...truth].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => rowAt(run, at, key, sum));
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

function tokensAt(journeys: Journey[], at: number): Token[] {
  const tokens: Token[] = [];
  for (const journey of journeys) {
    if (journey.start > at || journey.end <= at) continue;
    const leg = journey.legs.find(({ start, end }) => start <= at && at < end);
    if (leg) tokens.push({ journey, from: leg.from, to: leg.to, progress: progress(leg, at) });
  }
  return tokens;
}

function progress({ from, to, start, end }: Leg, at: number): number {
  return from === to ? 0 : (at - start) / (end - start);
}
