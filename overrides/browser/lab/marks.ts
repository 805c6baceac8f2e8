/** The marks of the time line: what the learner did, and where something went wrong. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { seconds } from "./figures";
import type { Order } from "./orders";
import type { TraceRecord } from "./trace";

export type MarkKind =
  | "act"
  | "acknowledged"
  | "visible"
  | "rejected"
  | "wrong"
  | "lost"
  | "crash"
  | "parked";

export interface Mark {
  at: number;
  kind: MarkKind;
  label: string;
}

/** More marks of one kind than this could not be told apart on the line: they are thinned evenly. */
const MOST_OF_A_KIND = 120;

export function mark(kind: MarkKind, at: number): Mark {
  return { at, kind, label: say(lab.marks[kind], { at: seconds(at) }) };
}

/** What a record says of itself on the time line: the first moment of each stretch in which a row is wrong, a loss, a crash. */
export function troubleOf(record: TraceRecord): Mark | null {
  if (record.kind === "view.applied" && record.wrong_since === record.seq) return mark("wrong", record.at_us);
  if (record.kind === "bus.dropped" || record.kind === "pub.lost") return mark("lost", record.at_us);
  if (record.kind === "dlv.crashed") return mark("crash", record.at_us);
  if (record.kind === "dlq.parked") return mark("parked", record.at_us);
  return null;
}

export function orderMarks(order: Order): Mark[] {
  const moments: [MarkKind, number | undefined][] = [
    [order.rejected ? "rejected" : "act", order.sent],
    ["acknowledged", order.acknowledged],
    ["visible", order.visible],
  ];
  return moments.flatMap(([kind, at]) => (at === undefined ? [] : [mark(kind, at)]));
}

/** At most so many of each kind, the first one always among them. */
export function thinned(marks: Mark[]): Mark[] {
  const kinds = new Set(marks.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const all = marks.filter((each) => each.kind === kind);
    const every = Math.ceil(all.length / MOST_OF_A_KIND);
    return all.filter((_, n) => n % every === 0);
  });
}
