/** What happened, in words: one sentence for each kind of record. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { seconds, span } from "./figures";
import { LEARNER } from "./journeys";
import type { Run } from "./run";
import type { RecordOf, TraceRecord } from "./trace";

/** The sentence for a record; null for the ones that are bookkeeping. */
export function describe(record: TraceRecord): string | null {
  switch (record.kind) {
    case "cmd.received":
      return say(record.session === LEARNER ? lab.happened.sent_own : lab.happened.sent, {
        customer: String(record.command.customer),
      });
    case "cmd.rejected":
      return refusal(record);
    case "evt.committed":
      return say(lab.happened.committed, { position: record.position });
    case "cmd.acknowledged":
      return say(lab.happened.acknowledged, { position: record.position, span: span(record.latency_us) });
    case "outbox.sent":
      return say(record.copies > 1 ? lab.happened.relayed_twice : lab.happened.relayed, {
        position: record.position,
      });
    case "query.served":
      return record.session === LEARNER ? answer(record) : null;
    default:
      return "copy" in record ? delivery(record) : null;
  }
}

function delivery(record: Extract<TraceRecord, { copy: number }>): string {
  const { position, copy } = record;
  const which = say(copy > 1 ? lab.token.copy : lab.token.event, { label: position });
  const values = { which, position, partition: record.partition };
  if (record.kind === "bus.enqueued") return say(lab.happened.enqueued, values);
  if (record.kind === "dlv.started") return say(lab.happened.delivered, values);
  if (record.kind === "view.skipped") return say(lab.happened.skipped, { ...values, customer: record.key });
  const { key: customer, before, after } = record;
  const counts = { customer, before: before?.orders ?? 0, after: after.orders };
  return say(record.effect > 1 ? lab.happened.applied_again : lab.happened.applied, { ...values, ...counts });
}

/** Why a command was refused, and what that means. */
export function refusal(record: RecordOf<"cmd.rejected">): string {
  return say(lab.happened[record.problem ? "rejected" : "conflict"], { reason: reason(record) });
}

/** Why a command was refused, within a sentence. */
export function reason({ problem }: RecordOf<"cmd.rejected">): string {
  if (!problem) return lab.reason.conflict;
  const { field, rule, found } = problem;
  return say(lab.reason.schema, { field, rule: lab.rule[rule], found: String(found) });
}

/** What the learner's query was told, and whether their own acknowledged order was in it. */
export function answer(read: RecordOf<"query.served">): string {
  const values = { customer: read.key, count: read.row?.orders ?? 0, at: seconds(read.at_us) };
  const told = say(lab.read.told, values);
  if (!read.right) return `${told} ${lab.read.wrong}`;
  if (read.seen_version < read.acked_version)
    return `${told} ${say(lab.read.stale_own, { span: span(read.staleness_us) })}`;
  return `${told} ${read.staleness_us > 0 ? say(lab.read.stale, { span: span(read.staleness_us) }) : lab.read.fresh}`;
}

/** Everything worth saying about the last instant up to `at`. */
export function latest(run: Run, at: number): string {
  const { records } = run.trace;
  const instant = run.instants.findLast((each) => each <= at);
  if (instant === undefined) return "";
  const told = records.filter(({ at_us }) => at_us === instant).map(describe);
  return told.filter((each) => each !== null).join(" ");
}
