/** Reads journeys off the records as they come. */

import { type Journey, Journeys, type Place } from "./journeys";
import type { RecordOf, TraceRecord } from "./trace";

/** How long what goes no further stays in sight, and the last part of a delivery that is drawn as the write. */
const REFUSED_US = 400_000;
const WRITE_US = 150_000;

export const LEARNER = "learner";

export class Tracker {
  readonly journeys = new Journeys();

  take(record: TraceRecord): void {
    if (record.kind === "cmd.received") this.#begin(record.command_id, "command", initial(record), record);
    else if (record.kind === "cmd.started") this.journeys.stay(record.command_id, "api", record.at_us);
    else if (record.kind === "evt.assigned") this.journeys.stay(record.command_id, "handler", record.at_us);
    else if (record.kind === "evt.committed") this.#commit(record);
    else if (record.kind === "cmd.acknowledged") this.#acknowledge(record);
    else if (record.kind === "cmd.rejected" || record.kind === "cmd.deduped") this.#refuse(record);
    else if (record.kind === "outbox.sent") this.#send(record);
    // It is seen to set out, and never arrives.
    else if (record.kind === "bus.dropped" || record.kind === "pub.lost")
      this.#finish(first(record), "lost", "store", record.at_us);
    else if ("copy" in record && "offset" in record) this.#deliver(record);
  }

  #begin(id: string, kind: Journey["kind"], label: string, record: TraceRecord, partition = 0): void {
    const own = "command_id" in record && record.command_id.startsWith(`${LEARNER}-`);
    this.journeys.begin({ id, kind, label, own, partition, start: record.at_us });
  }

  #commit(record: RecordOf<"evt.committed">): void {
    this.journeys.hop(record.command_id, "handler", "store", record.at_us);
    this.journeys.close(record.command_id);
    this.#begin(`${record.command_id}/ack`, "ack", "✓", record);
    this.#begin(first(record), "event", String(record.position), record, record.partition);
  }

  #acknowledge(record: RecordOf<"cmd.acknowledged">): void {
    this.journeys.hop(`${record.command_id}/ack`, "store", "api", record.at_us);
    this.journeys.close(`${record.command_id}/ack`);
  }

  /** Every copy leaves the store at the same instant; each arrives at its own. */
  #send(record: RecordOf<"outbox.sent">): void {
    this.journeys.stay(first(record), "store", record.at_us);
    for (let copy = 2; copy <= record.copies; copy++) {
      this.#begin(`${record.event_id}/${copy}`, "copy", String(record.position), record, record.partition);
    }
  }

  #refuse(record: RecordOf<"cmd.rejected"> | RecordOf<"cmd.deduped">): void {
    const reason = record.kind === "cmd.rejected" ? record.reason : "";
    const place = reason === "conflict" || reason === "rolled_back" ? "handler" : "api";
    this.#finish(record.command_id, "refused", place, record.at_us);
  }

  #deliver(record: Extract<TraceRecord, { copy: number; offset: number }>): void {
    const { journeys } = this;
    const id = `${record.event_id}/${record.copy}`;
    const journey = journeys.get(id);
    if (!journey) return;
    if (record.kind === "bus.enqueued") {
      journeys.hop(id, "store", "queue", record.at_us);
      Object.assign(journey, { partition: record.partition, offset: record.offset });
    } else if (record.kind === "dlv.started") journeys.stay(id, placeOf(journey), record.at_us);
    else if (record.kind === "dlq.parked") this.#finish(id, "lost", "projector", record.at_us);
    else {
      const written = record.kind === "view.applied" ? WRITE_US : 0;
      journeys.stay(id, "projector", Math.max(journey.end, record.at_us - written));
      if (record.kind === "view.applied") journeys.hop(id, "projector", "view", record.at_us);
      if (record.kind === "dlv.crashed") journeys.hop(id, "projector", "queue", record.at_us);
    }
  }

  #finish(id: string, kind: "refused" | "lost", place: Place, at: number): void {
    const journey = this.journeys.get(id);
    if (!journey) return;
    this.journeys.stay(id, place, at);
    Object.assign(journey, { kind, label: "✕" });
    this.journeys.stay(id, place, at + REFUSED_US);
    this.journeys.close(id);
  }
}

/** The name of the journey of an event's first copy. */
function first({ event_id: event }: { event_id: string }): string {
  return `${event}/1`;
}

/** Where a message waits that is taken up now: in the queue, or still in the projector's hands for another attempt. */
function placeOf({ legs }: Journey): Place {
  return legs.at(-1)?.to ?? "queue";
}

function initial(record: RecordOf<"cmd.received">): string {
  return String(record.command.customer ?? "?").slice(0, 1);
}
