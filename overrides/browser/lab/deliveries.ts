/** What may happen to a message on its way to the read model, in words. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { span } from "./figures";
import type { TraceRecord } from "./trace";

export type Delivery = Extract<TraceRecord, { copy: number; offset: number }>;

/** What happened to one copy of an event, in a sentence. */
export function delivery(record: Delivery): string {
  const { position, copy } = record;
  const which = say(copy > 1 ? lab.token.copy : lab.token.event, { label: position });
  return capital(say(deliveryText(record), { ...deliveryValues(record), which, position }));
}

function deliveryText(record: Delivery): string {
  const { happened } = lab;
  switch (record.kind) {
    case "bus.enqueued":
      return happened.enqueued;
    case "dlv.started":
      return happened.delivered;
    case "dlv.crashed":
      return worded(happened.crashed, record.point);
    case "dlv.paused":
      return happened.paused;
    case "claim.taken":
      return happened.taken;
    case "view.applied":
      return record.effect > 1 ? happened.applied_again : happened.applied;
    case "view.skipped":
      return worded(happened.skipped, record.reason);
    case "view.buffered":
      return happened.buffered;
    case "view.rejected":
      return worded(happened.failed, record.reason);
    case "retry.scheduled":
      return happened.retried;
    case "dlq.parked":
      return worded(happened.parked, record.reason);
  }
}

function deliveryValues(record: Delivery): Record<string, string | number> {
  const values = { partition: record.partition, customer: "key" in record ? record.key : "" };
  if (record.kind === "retry.scheduled") {
    return { ...values, attempt: record.attempt, span: span(record.wait_us) };
  }
  if (record.kind === "dlv.paused") return { ...values, span: span(record.pause_us) };
  if (record.kind === "claim.taken") return { ...values, projector: record.projector };
  if (record.kind !== "view.applied") return values;
  return { ...values, before: record.before?.orders ?? 0, after: record.after.orders };
}

/** The words for a value of the trace; the value itself where there are none. */
export function worded(texts: Record<string, string>, value: string): string {
  return texts[value] ?? value;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
