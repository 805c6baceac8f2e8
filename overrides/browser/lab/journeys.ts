/** Where every message is, and when: the legs of each journey, read off the records. */

import type { RecordOf, TraceRecord } from "./trace";

export type Place = "api" | "handler" | "store" | "queue" | "projector" | "view";

/** A stay has the same place twice. */
export interface Leg {
  from: Place;
  to: Place;
  start: number;
  end: number;
}

export interface Journey {
  id: string;
  kind: "command" | "refused" | "ack" | "event" | "copy";
  label: string;
  own: boolean;
  partition: number;
  /** Order within the partition; 0 outside the queue. */
  offset: number;
  start: number;
  end: number;
  legs: Leg[];
}

/** How long a refused command stays in sight, and the last part of a delivery that is drawn as the write. */
const REFUSED_US = 400_000;
const WRITE_US = 150_000;

export const LEARNER = "learner";

export function journeys(records: TraceRecord[]): Journey[] {
  const open = new Map<string, Journey>();
  const all: Journey[] = [];
  const begin = (id: string, kind: Journey["kind"], label: string, record: TraceRecord): Journey => {
    const own = "command_id" in record && record.command_id.startsWith(`${LEARNER}-`);
    const start = record.at_us;
    const journey = { id, kind, label, own, partition: 0, offset: 0, start, end: start, legs: [] };
    open.set(id, journey);
    all.push(journey);
    return journey;
  };
  for (const record of records) follow(record, open, begin);
  return all;
}

type Begin = (id: string, kind: Journey["kind"], label: string, record: TraceRecord) => Journey;

function follow(record: TraceRecord, open: Map<string, Journey>, begin: Begin): void {
  switch (record.kind) {
    case "cmd.received":
      begin(record.command_id, "command", initial(record), record);
      break;
    case "cmd.started":
      stay(open.get(record.command_id), "api", record.at_us);
      break;
    case "cmd.rejected":
      refuse(open.get(record.command_id), record);
      break;
    case "evt.assigned":
      stay(open.get(record.command_id), "handler", record.at_us);
      break;
    case "evt.committed":
      hop(open.get(record.command_id), "handler", "store", record.at_us);
      begin(`${record.command_id}/ack`, "ack", "✓", record);
      begin(`${record.event_id}/1`, "event", String(record.position), record).partition = record.partition;
      break;
    case "cmd.acknowledged":
      hop(open.get(`${record.command_id}/ack`), "store", "api", record.at_us);
      break;
    case "outbox.sent":
      send(record, open, begin);
      break;
    default:
      followDelivery(record, open);
  }
}

function followDelivery(record: TraceRecord, open: Map<string, Journey>): void {
  if (!("copy" in record)) return;
  const journey = open.get(`${record.event_id}/${record.copy}`);
  if (record.kind === "bus.enqueued") {
    hop(journey, "store", "queue", record.at_us);
    if (journey) Object.assign(journey, { partition: record.partition, offset: record.offset });
  } else if (record.kind === "dlv.started") stay(journey, "queue", record.at_us);
  else if (journey) {
    stay(journey, "projector", Math.max(journey.end, record.at_us - WRITE_US));
    if (record.kind === "view.applied") hop(journey, "projector", "view", record.at_us);
    else stay(journey, "projector", record.at_us);
  }
}

/** Every copy leaves the store at the same instant; each arrives at its own. */
function send(record: RecordOf<"outbox.sent">, open: Map<string, Journey>, begin: Begin): void {
  stay(open.get(`${record.event_id}/1`), "store", record.at_us);
  for (let copy = 2; copy <= record.copies; copy++) {
    begin(`${record.event_id}/${copy}`, "copy", String(record.position), record).partition = record.partition;
  }
}

function refuse(journey: Journey | undefined, record: RecordOf<"cmd.rejected">): void {
  if (!journey) return;
  const place = record.reason === "schema" ? "api" : "handler";
  if (place === "handler") stay(journey, "handler", record.at_us);
  Object.assign(journey, { kind: "refused", label: "✕" });
  stay(journey, place, record.at_us + REFUSED_US);
}

function stay(journey: Journey | undefined, place: Place, end: number): void {
  hop(journey, place, place, end);
}

function hop(journey: Journey | undefined, from: Place, to: Place, end: number): void {
  if (!journey) return;
  journey.legs.push({ from, to, start: journey.end, end });
  journey.end = end;
}

function initial(record: RecordOf<"cmd.received">): string {
  return String(record.command.customer ?? "?").slice(0, 1);
}
