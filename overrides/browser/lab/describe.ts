/** What happened, in words: one sentence for each kind of record. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { delivery, worded } from "./deliveries";
import { seconds, span } from "./figures";
import type { Run } from "./run";
import { countUntil } from "./state-at";
import type { RecordOf, TraceRecord } from "./trace";
import { LEARNER } from "./tracker";

/** The sentence for a record; null for the ones that are bookkeeping. */
export function describe(record: TraceRecord): string | null {
  switch (record.kind) {
    case "cmd.received":
      return say(record.session === LEARNER ? lab.happened.sent_own : lab.happened.sent, {
        customer: String(record.command.customer),
      });
    case "cmd.rejected":
      return refusal(record);
    case "cmd.deduped":
      return lab.happened.deduped;
    case "cmd.conflicted":
      return say(lab.happened.conflicted, { attempt: record.attempt + 1 });
    case "hwm.held":
      return say(lab.happened.held, { count: record.waiting, position: record.position });
    case "bus.blocked":
      return say(lab.happened.blocked, { partition: record.partition, count: record.waiting });
    case "bus.refused":
      return say(lab.happened.full, { partition: record.partition, position: record.position });
    case "ckpt.fenced":
      return lab.happened.fenced;
    case "ckpt.regressed":
      return say(lab.happened.regressed, { position: record.position });
    case "query.served":
      return record.session === LEARNER ? answer(record) : null;
    default:
      return "offset" in record && "copy" in record ? delivery(record) : stored(record);
  }
}

function stored(record: TraceRecord): string | null {
  if (!("event_id" in record)) return null;
  const { position } = record;
  switch (record.kind) {
    case "evt.committed":
      return say(lab.happened.committed, { position });
    case "evt.rolledback":
      return say(lab.happened.rolledback, { position });
    case "cmd.acknowledged":
      return say(lab.happened.acknowledged, { position, span: span(record.latency_us) });
    case "outbox.sent":
      return say(record.copies > 1 ? lab.happened.relayed_twice : lab.happened.relayed, {
        position,
        count: record.copies,
      });
    case "cmd.crashed":
      return say(lab.happened.unanswered, { position });
    case "bus.dropped":
      return say(lab.happened.dropped, { position });
    case "pub.lost":
      return say(lab.happened.unpublished, { position });
    default:
      return null;
  }
}

/** Why a command was refused, and what that means. */
export function refusal(record: RecordOf<"cmd.rejected">): string {
  return say(lab.happened[record.problem ? "rejected" : "refused"], { reason: reason(record) });
}

/** Why a command was refused, within a sentence. */
export function reason(record: RecordOf<"cmd.rejected">): string {
  const { problem, reason: cause, expected_version: expected, actual_version: actual } = record;
  if (problem) {
    const { field, rule, found } = problem;
    return say(lab.reason.schema, { field, rule: lab.rule[rule], found: String(found) });
  }
  return say(worded(lab.reason, cause), { expected: expected ?? 0, actual: actual ?? 0 });
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
  const until = countUntil(records, at);
  const instant = records[until - 1]?.at_us;
  let from = until;
  while (from > 0 && records[from - 1]?.at_us === instant) from--;
  const told = records.slice(from, until).map(describe);
  return told.filter((each) => each !== null).join(" ");
}
