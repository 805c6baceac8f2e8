/** Break: switch faults on and off, from this moment of the run on. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { write } from "./dom";
import { set as change, valueAt } from "./interventions";
import type { Session } from "./session";
import type { Moment } from "./state-at";

const SHARES = [0.1, 0.3, 0.5, 1];
const FIRST_SHARE = 0.5;

export const FAULTS = { duplicates: "faults.duplicate", delay: "faults.delay" } as const;

type Fault = keyof typeof FAULTS;

interface Control {
  box: HTMLInputElement;
  share: HTMLSelectElement;
}

export class Break {
  readonly element = el("fieldset", { class: "lab-break" });
  #session: Session;
  #controls = new Map<Fault, Control>();
  #hint = el("p", { class: "lab-hint" });

  constructor(session: Session) {
    this.#session = session;
    const legend = el("legend", { class: "lab-title" }, lab.break.label);
    this.element.append(legend, this.#control("duplicates"), this.#control("delay"), this.#hint);
  }

  /** While a change is being made the controls stand as the learner left them. */
  show(moment: Moment): void {
    if (this.#session.busy) return;
    const { scenario, end_us } = moment.run.trace;
    write(this.#hint, moment.at < end_us ? lab.break.hint : lab.break.over);
    for (const [fault, { box, share }] of this.#controls) {
      const value = Number(valueAt(scenario, moment.at, FAULTS[fault]) ?? 0);
      if (box.checked !== value > 0) box.checked = value > 0;
      if (value > 0 && share.value !== String(value)) share.value = String(value);
    }
  }

  #control(fault: Fault): HTMLElement {
    const box = el("input", { type: "checkbox" });
    const options = SHARES.map((share) => el("option", { value: share }, `${share * 100} %`));
    const share = el("select", { "aria-label": lab.break.share[fault] }, ...options);
    share.value = String(FIRST_SHARE);
    this.#controls.set(fault, { box, share });
    box.addEventListener("change", () => this.#set(fault));
    share.addEventListener("change", () => box.checked && this.#set(fault));
    const label = el("label", { class: "lab-check" }, box, lab.break[fault]);
    return el("div", { class: "lab-break__fault" }, label, share);
  }

  #set(fault: Fault): void {
    const control = this.#controls.get(fault);
    const { at } = this.#session.clock;
    const value = control?.box.checked ? Number(control.share.value) : 0;
    this.#session.change((scenario) => change(scenario, at, FAULTS[fault], value), at, "stay");
  }
}
