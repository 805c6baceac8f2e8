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

/** A mark before it is known whether it will be shown: a long run has thousands. */
export type Trouble = Omit<Mark, "label">;

export function mark({ kind, at }: Trouble): Mark {
  return { at, kind, label: say(lab.marks[kind], { at: seconds(at) }) };
}

/** What a record says of itself on the time line: the first moment of each stretch in which a row is wrong, a loss, a crash. */
export function troubleOf(record: TraceRecord): Trouble | null {
  if (record.kind === "view.applied" && record.wrong_since === record.seq)
    return { kind: "wrong", at: record.at_us };
  if (record.kind === "bus.dropped" || record.kind === "pub.lost") return { kind: "lost", at: record.at_us };
  if (record.kind === "dlv.crashed") return { kind: "crash", at: record.at_us };
  if (record.kind === "dlq.parked") return { kind: "parked", at: record.at_us };
  return null;
}

export function orderMarks(order: Order): Trouble[] {
  const moments: [MarkKind, number | undefined][] = [
    [order.rejected ? "rejected" : "act", order.sent],
    ["acknowledged", order.acknowledged],
    ["visible", order.visible],
  ];
  return moments.flatMap(([kind, at]) => (at === undefined ? [] : [{ kind, at }]));
}

/** At most so many of each kind, the first one always among them. */
export function thinned(marks: Trouble[]): Mark[] {
  const kinds = new Set(marks.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const all = marks.filter((each) => each.kind === kind);
    const every = Math.ceil(all.length / MOST_OF_A_KIND);
    return all.filter((_, n) => n % every === 0).map(mark);
  });
}
