/** What changes over time in a run, read off its records once: the figures of the gauges and the lines of the charts. */

import type { Run } from "./run";
import { countUntil } from "./state-at";
import type { Gauge, RecordOf, TraceRecord } from "./trace";

/** A value that holds from one instant (µs, ascending) until the next. */
export class Steps {
  readonly at: number[] = [];
  readonly value: number[] = [];

  add(at: number, value: number): void {
    if (value === (this.value.at(-1) ?? 0)) return;
    if (this.at.at(-1) === at) this.value[this.value.length - 1] = value;
    else {
      this.at.push(at);
      this.value.push(value);
    }
  }
}

/** The first unapplied event, from one instant on: when it was recorded, or null. */
interface Oldest {
  at_us: number;
  oldest_us: number | null;
}

/** Grows with the records of a run, so that a run still under way can be followed. Definitions: domain model, section 3. */
export class Curves {
  /** Committed events not behind the checkpoints, and those of them that the high-water mark lets through. */
  readonly lag = new Steps();
  readonly toMark = new Steps();
  /** Committed events beyond the mark. */
  readonly gap = new Steps();
  /** Messages queued or in service. */
  readonly backlog = new Steps();
  readonly oldest: Oldest[] = [];
  /** Answers to sessions about a row that they have changed. */
  readonly ownReads: RecordOf<"query.served">[] = [];
  /** For each of them, how many up to it did not show the reader's own newest change. */
  readonly staleOwn: number[] = [];
  #done = 0;
  #mark = new Mark();
  #waiting = new Waiting();
  #lag = 0;

  follow(records: TraceRecord[]): this {
    for (; this.#done < records.length; this.#done++) this.#note(records[this.#done] as TraceRecord);
    return this;
  }

  #note(record: TraceRecord): void {
    const { at_us: at } = record;
    if ("position" in record) this.#mark.note(record.kind, record.position);
    this.#waiting.note(record.kind, record as unknown as Delivery);
    if (record.kind === "evt.committed" || record.kind === "ckpt.advanced") this.#noteLag(at, record);
    if (record.kind === "query.served" && record.acked_version > 0) this.#noteRead(record);
    this.lag.add(at, this.#lag);
    this.gap.add(at, this.#mark.beyond);
    this.toMark.add(at, Math.max(0, this.#lag - this.#mark.beyond));
    this.backlog.add(at, this.#waiting.count);
  }

  #noteLag(at_us: number, { event_lag, oldest_us }: Gauge): void {
    this.#lag = event_lag;
    this.oldest.push({ at_us, oldest_us });
  }

  #noteRead(read: RecordOf<"query.served">): void {
    this.ownReads.push(read);
    this.staleOwn.push((this.staleOwn.at(-1) ?? 0) + Number(isStaleOwn(read)));
  }
}

/** The high-water mark: the highest position below which nothing can still appear, and what is committed beyond it. */
class Mark {
  #open = new Set<number>();
  #beyond = new Set<number>();
  #first = Number.POSITIVE_INFINITY;

  get beyond(): number {
    return this.#beyond.size;
  }

  note(kind: string, position: number): void {
    if (kind === "evt.assigned") {
      this.#open.add(position);
      this.#first = Math.min(this.#first, position);
    } else if (kind === "evt.committed") this.#close(position, this.#beyond.add(position));
    else if (kind === "evt.rolledback") this.#close(position, this.#beyond);
  }

  #close(position: number, beyond: Set<number>): void {
    this.#open.delete(position);
    if (position > this.#first) return;
    this.#first = Math.min(...this.#open);
    for (const committed of beyond) if (committed < this.#first) beyond.delete(committed);
  }
}

/** A delivery's place, in every record of one. */
interface Delivery {
  event_id: string;
  copy: number;
  partition: number;
  offset: number;
}

/** The messages that the projector has not done with. */
class Waiting {
  #messages = new Map<string, Delivery>();
  #checkpoints = new Map<number, number>();

  get count(): number {
    return this.#messages.size;
  }

  note(kind: string, record: Delivery): void {
    const name = `${record.event_id}/${record.copy}`;
    if (kind === "ckpt.advanced") this.#checkpoints.set(record.partition, record.offset);
    else if (COMES.has(kind)) this.#messages.set(name, record);
    else if (GOES.has(kind)) this.#messages.delete(name);
    else if (kind === "dlv.crashed") this.#lose(record.partition);
  }

  /** What was in hand and is behind the checkpoint does not come again. */
  #lose(crashed: number): void {
    const passed = this.#checkpoints.get(crashed) ?? 0;
    for (const [name, { partition, offset }] of this.#messages) {
      if (partition === crashed && offset <= passed) this.#messages.delete(name);
    }
  }
}

/** A message that was worked on comes again after a crash: then it begins anew. */
const COMES = new Set(["bus.enqueued", "dlv.started"]);
const GOES = new Set(["view.applied", "view.skipped", "view.buffered", "dlq.parked"]);

export function isStaleOwn(read: RecordOf<"query.served">): boolean {
  return read.seen_version < read.acked_version;
}

const known = new WeakMap<TraceRecord[], Curves>();

/** The curves of a run, as far as its records have come. */
export function curvesOf({ trace: { records } }: Run): Curves {
  const curves = known.get(records) ?? new Curves();
  known.set(records, curves);
  return curves.follow(records);
}

/** The value at an instant; before the first it is 0. */
export function valueAt({ at, value }: Steps, instant: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) <= instant) low = middle + 1;
    else high = middle;
  }
  return value[low - 1] ?? 0;
}

/** Microseconds since the first unapplied event was recorded; 0 when there is none. */
export function timeLagAt({ oldest }: Curves, instant: number): number {
  const since = oldest[countUntil(oldest, instant) - 1]?.oldest_us;
  return since == null ? 0 : instant - since;
}
