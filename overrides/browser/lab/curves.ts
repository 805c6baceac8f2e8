/** What changes over time in a run, read off its records once: the figures of the gauges and the lines of the charts. */

import type { Run } from "./run";
import { countUntil } from "./state-at";
import { type Peak, Steps } from "./steps";
import type { Gauge, RecordOf, TraceRecord } from "./trace";
import { type Delivery, Waiting } from "./waiting";

/** The first unapplied event, from one instant on: when it was recorded, or null. */
interface Oldest {
  at_us: number;
  oldest_us: number | null;
}

/** Grows with the records of a run, so that a run still under way can be followed. Definitions: domain model, section 3. */
export class Curves {
  /** H − C: committed events beyond the checkpoints; M − C: those of them below the high-water mark; H − M: the others. */
  readonly lag = new Steps();
  readonly toMark = new Steps();
  readonly gap = new Steps();
  /** Messages queued or in service. */
  readonly backlog = new Steps();
  readonly oldest: Oldest[] = [];
  /** Answers to sessions about a row that they have changed. */
  readonly ownReads: RecordOf<"query.served">[] = [];
  /** For each of them, how many up to it did not show the reader's own newest change. */
  readonly staleOwn: number[] = [];
  #done = 0;
  #waiting = new Waiting();

  follow(records: TraceRecord[]): this {
    for (; this.#done < records.length; this.#done++) this.#note(records[this.#done] as TraceRecord);
    return this;
  }

  #note(record: TraceRecord): void {
    this.#waiting.note(record.kind, record as unknown as Delivery);
    this.backlog.add(record.at_us, this.#waiting.count);
    if ("event_lag" in record) this.#noteLag(record);
    if (record.kind === "query.served" && record.acked_version > 0) this.#noteRead(record);
  }

  #noteLag({ at_us, event_lag, mark_gap, oldest_us }: { at_us: number } & Gauge): void {
    this.lag.add(at_us, event_lag);
    this.gap.add(at_us, mark_gap);
    this.toMark.add(at_us, event_lag - mark_gap);
    this.oldest.push({ at_us, oldest_us });
  }

  #noteRead(read: RecordOf<"query.served">): void {
    this.ownReads.push(read);
    this.staleOwn.push((this.staleOwn.at(-1) ?? 0) + Number(isStaleOwn(read)));
  }
}

export function isStaleOwn(read: RecordOf<"query.served">): boolean {
  return read.seen_version < read.acked_version;
}

const known = new WeakMap<TraceRecord[], Curves>();

/** The curves of a run, as far as its records have come. */
export function curvesOf(run: Run): Curves {
  return curvesIn(run.trace.records);
}

/** The same for records that are still coming in, so that there is little to follow at a time. */
export function curvesIn(records: TraceRecord[]): Curves {
  const curves = known.get(records) ?? new Curves();
  known.set(records, curves);
  return curves.follow(records);
}

/** Microseconds since the first unapplied event was recorded; 0 when there is none. */
export function timeLagAt({ oldest }: Curves, instant: number): number {
  const since = oldest[countUntil(oldest, instant) - 1]?.oldest_us;
  return since == null ? 0 : instant - since;
}

/** The time lag is longest just before the oldest event is passed. */
export function longest({ oldest }: Curves, end: number): Peak {
  let most = { at: 0, value: 0 };
  oldest.forEach(({ oldest_us: since }, n) => {
    const at = oldest[n + 1]?.at_us ?? end;
    if (since !== null && at - since > most.value) most = { at, value: at - since };
  });
  return most;
}
