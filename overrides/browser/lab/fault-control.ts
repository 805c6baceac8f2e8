/** One fault: a share of messages from this moment on, or a single stroke at the next one. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import type { Session } from "./session";
import { choose } from "./setting";
import { strike } from "./stroke";
import type { Value } from "./trace";

export const FAULTS = ["duplicate", "delay", "reorder", "drop", "poison", "crash"] as const;
export type Fault = (typeof FAULTS)[number];

const SHARES = [0.01, 0.1, 0.3, 0.5, 1];
const MOST: Partial<Record<Fault, number>> = { crash: 0.5 };
const FIRST_SHARE = 0.5;

export class FaultControl {
  readonly element = el("div", { class: "lab-break__fault" });
  readonly parameter: string;
  #box = el("input", { type: "checkbox" });
  #share: HTMLSelectElement;

  /** `stroke` names the single stroke as it is to be at that moment. */
  constructor(session: Session, fault: Fault, stroke: () => string) {
    this.parameter = `faults.${fault}`;
    const name = lab.break.fault[fault];
    this.#share = el("select", { "aria-label": say(lab.break.share, { fault: name }) });
    for (const share of SHARES.filter((each) => each <= (MOST[fault] ?? 1))) this.#offer(share);
    this.#share.value = String(FIRST_SHARE);
    const put = () => choose(session, this.parameter, this.#box.checked ? Number(this.#share.value) : 0);
    this.#box.addEventListener("change", put);
    this.#share.addEventListener("change", () => this.#box.checked && put());
    const hit = button(lab.break.strike, "lab-button lab-strike", () => strike(session, stroke()));
    hit.setAttribute("aria-label", say(lab.break.strike_fault, { fault: name }));
    this.element.append(el("label", { class: "lab-check" }, this.#box, name), this.#share, hit);
  }

  show(value: Value | undefined): void {
    const share = Number(value ?? 0);
    if (this.#box.checked !== share > 0) this.#box.checked = share > 0;
    if (share === 0 || this.#share.value === String(share)) return;
    if (!SHARES.includes(share)) this.#offer(share);
    this.#share.value = String(share);
  }

  #offer(share: number): void {
    const percent = Number((share * 100).toPrecision(6));
    if ([...this.#share.options].some(({ value }) => value === String(share))) return;
    this.#share.append(el("option", { value: share }, `${percent} %`));
  }
}
