/** A trace, indexed once so that any moment of it can be shown within a frame. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { seconds } from "./figures";
import { type Journey, journeys, LEARNER } from "./journeys";
import type { Kind, RecordOf, Trace, TraceRecord } from "./trace";

/** One command of the learner and its two moments. */
export interface Order {
  id: string;
  sent: number;
  customer: string;
  rejected?: RecordOf<"cmd.rejected">;
  acknowledged?: number;
  visible?: number;
  position?: number;
}

export interface Mark {
  at: number;
  kind: "act" | "acknowledged" | "visible" | "rejected" | "wrong";
  label: string;
}

export interface Run {
  trace: Trace;
  /** When the last thing worth seeing is over. */
  end: number;
  /** Every instant at which something happens, ascending. */
  instants: number[];
  events: RecordOf<"evt.committed">[];
  applied: Map<string, RecordOf<"view.applied">[]>;
  skipped: RecordOf<"view.skipped">[];
  gauges: (RecordOf<"evt.committed"> | RecordOf<"ckpt.advanced">)[];
  reads: RecordOf<"query.served">[];
  journeys: Journey[];
  orders: Order[];
  marks: Mark[];
}

export function indexed(trace: Trace): Run {
  const { records } = trace;
  const orders = learnersOrders(records);
  const ways = journeys(records);
  return {
    trace,
    end: ways.reduce((end, journey) => Math.max(end, journey.end), trace.end_us),
    instants: [...new Set(records.map((record) => record.at_us))],
    events: of(records, "evt.committed"),
    applied: byKey(of(records, "view.applied")),
    skipped: of(records, "view.skipped"),
    gauges: records.filter((record) => record.kind === "evt.committed" || record.kind === "ckpt.advanced"),
    reads: of(records, "query.served").filter((record) => record.session === LEARNER),
    journeys: ways,
    orders,
    marks: [...orders.flatMap(orderMarks), ...wrongMarks(records)],
  };
}

function of<K extends Kind>(records: TraceRecord[], kind: K): RecordOf<K>[] {
  return records.filter((record): record is RecordOf<K> & TraceRecord => record.kind === kind);
}

function byKey(records: RecordOf<"view.applied">[]): Run["applied"] {
  const rows: Run["applied"] = new Map();
  for (const record of records) {
    const history = rows.get(record.key);
    if (history) history.push(record);
    else rows.set(record.key, [record]);
  }
  return rows;
}

function learnersOrders(records: TraceRecord[]): Order[] {
  const orders = new Map<string, Order>();
  for (const record of records) {
    if (record.kind === "cmd.received" && record.session === LEARNER) {
      const { command_id: id, at_us: sent, command } = record;
      orders.set(id, { id, sent, customer: String(command.customer) });
    }
    const order = "command_id" in record ? orders.get(record.command_id) : undefined;
    if (order) note(order, record);
  }
  return [...orders.values()];
}

function note(order: Order, record: TraceRecord): void {
  if (record.kind === "cmd.rejected") order.rejected = record;
  if (record.kind === "evt.committed") order.position = record.position;
  if (record.kind === "cmd.acknowledged") order.acknowledged = record.at_us;
  if (record.kind === "view.applied" && record.effect === 1) order.visible = record.at_us;
}

function orderMarks(order: Order): Mark[] {
  const marks: Mark[] = [];
  const add = (kind: Mark["kind"], at: number | undefined) => {
    if (at !== undefined) marks.push({ at, kind, label: say(lab.marks[kind], { at: seconds(at) }) });
  };
  add(order.rejected ? "rejected" : "act", order.sent);
  add("acknowledged", order.acknowledged);
  add("visible", order.visible);
  return marks;
}

/** The first moment of each stretch in which a row is wrong. */
function wrongMarks(records: TraceRecord[]): Mark[] {
  return of(records, "view.applied")
    .filter((record) => record.wrong_since === record.seq)
    .map(({ at_us: at }) => ({ at, kind: "wrong", label: say(lab.marks.wrong, { at: seconds(at) }) }));
}
