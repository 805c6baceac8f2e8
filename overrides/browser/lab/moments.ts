/** The two moments learners confuse: acknowledged, and visible; and the gap between them. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { refusal } from "./describe";
import { set, write } from "./dom";
import { seconds, span } from "./figures";
import type { Order } from "./run";
import type { Moment } from "./state-at";

export class Moments {
  readonly element = el("div", { class: "lab-moments", role: "group", "aria-label": lab.moments.label });
  #words = el("p", { class: "lab-moments__words" });
  #acknowledged = el("strong", { class: "lab-moment__time" });
  #visible = el("strong", { class: "lab-moment__time" });
  #gap = el("span", { class: "lab-gap__words" });
  #fill = el("span", { class: "lab-gap__fill" });

  constructor() {
    const cell = (kind: string, name: string, time: HTMLElement) =>
      el(
        "div",
        { class: "lab-moment", "data-kind": kind },
        el("span", { class: "lab-moment__name" }, name),
        time,
      );
    const strip = el(
      "div",
      { class: "lab-moments__strip" },
      cell("acknowledged", lab.moments.acknowledged, this.#acknowledged),
      el("div", { class: "lab-gap" }, this.#fill, this.#gap),
      cell("visible", lab.moments.visible, this.#visible),
    );
    this.element.append(strip, this.#words);
  }

  show({ order, at }: Moment): void {
    const state = order ? stateOf(order, at) : "none";
    set(this.element, "data-state", state);
    const still = state === "rejected" ? lab.moments.never : lab.moments.not_yet;
    const known = (time: number | undefined) =>
      time !== undefined && time <= at ? say(lab.moments.at, { at: seconds(time) }) : still;
    write(this.#acknowledged, known(order?.acknowledged));
    write(this.#visible, known(order?.visible));
    write(this.#words, order ? words(order, state) : lab.moments.none);
    this.#drawGap(order, at);
  }

  #drawGap(order: Order | undefined, at: number): void {
    const { acknowledged = Number.POSITIVE_INFINITY, visible = Number.POSITIVE_INFINITY } = order ?? {};
    const passed = Math.min(at, visible) - acknowledged;
    this.#fill.style.transform = `scaleX(${passed > 0 ? passed / (visible - acknowledged) : 0})`;
    const text =
      passed <= 0 ? "" : say(at < visible ? lab.moments.waiting : lab.moments.gap, { span: span(passed) });
    write(this.#gap, text);
  }
}

type OrderState = "none" | "sent" | "acknowledged" | "visible" | "rejected";

export function stateOf(order: Order, at: number): OrderState {
  if (order.rejected && order.rejected.at_us <= at) return "rejected";
  if (order.visible !== undefined && order.visible <= at) return "visible";
  if (order.acknowledged !== undefined && order.acknowledged <= at) return "acknowledged";
  return "sent";
}

function words(order: Order, state: OrderState): string {
  if (state === "rejected" && order.rejected) return refusal(order.rejected);
  const gap = (order.visible ?? 0) - (order.acknowledged ?? 0);
  const values = { customer: order.customer, sent: seconds(order.sent), span: span(gap) };
  if (state === "none" || state === "rejected") return lab.moments.none;
  return say(lab.moments.words[state], values);
}
