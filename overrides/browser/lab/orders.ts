/** The commands of the learner, each with its two moments. */

import type { RecordOf, TraceRecord } from "./trace";
import { LEARNER } from "./tracker";

export interface Order {
  id: string;
  sent: number;
  customer: string;
  rejected?: RecordOf<"cmd.rejected">;
  /** Recognised as a repetition: the answer of the first counts for it too. */
  deduped?: number;
  acknowledged?: number;
  visible?: number;
  position?: number;
}

export class Orders {
  #orders = new Map<string, Order>();

  get all(): Order[] {
    return [...this.#orders.values()];
  }

  take(record: TraceRecord): void {
    if (record.kind === "cmd.received" && record.session === LEARNER) {
      const { command_id: id, at_us: sent, command } = record;
      this.#orders.set(id, { id, sent, customer: String(command.customer) });
    }
    const order = "command_id" in record ? this.#orders.get(record.command_id) : undefined;
    if (order) note(order, record);
  }
}

function note(order: Order, record: TraceRecord): void {
  if (record.kind === "cmd.rejected") order.rejected = record;
  if (record.kind === "cmd.deduped") order.deduped = record.at_us;
  if (record.kind === "evt.committed") order.position = record.position;
  if (record.kind === "cmd.acknowledged") order.acknowledged = record.at_us;
  if (record.kind === "view.applied" && record.effect === 1) order.visible = record.at_us;
}
