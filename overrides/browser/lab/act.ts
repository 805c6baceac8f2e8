/** Act: send a command or ask a query, at this moment of the run. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { answer } from "./describe";
import { write } from "./dom";
import { act } from "./interventions";
import type { Session } from "./session";
import type { Moment } from "./state-at";
import type { Intervention } from "./trace";

const CUSTOMERS = ["ada", "bob", "cleo"];
const AMOUNT = 20;
/** Breaks the contract of the Command API: an amount has to be a whole number. */
const INVALID_AMOUNT = "twenty";

export class Act {
  readonly element = el("div", { class: "lab-act", role: "group", "aria-label": lab.act.label });
  #session: Session;
  #customer = el(
    "select",
    { class: "lab-act__customer" },
    ...CUSTOMERS.map((name) => el("option", {}, name)),
  );
  #answer = el("p", { class: "lab-act__answer", role: "status" });

  constructor(session: Session) {
    this.#session = session;
    const who = el("label", { class: "lab-field" }, el("span", {}, lab.act.customer), this.#customer);
    const buttons = el(
      "div",
      { class: "lab-act__buttons" },
      button(lab.act.place, "lab-button lab-button--primary", () => this.#order(AMOUNT)),
      button(lab.act.invalid, "lab-button", () => this.#order(INVALID_AMOUNT)),
      button(lab.act.read, "lab-button", () => this.#read()),
    );
    this.element.append(el("h4", { class: "lab-title" }, lab.act.label), who, buttons, this.#answer);
  }

  show(moment: Moment): void {
    write(this.#answer, moment.read ? answer(moment.read) : "");
  }

  #order(amount: number | string): void {
    const { at } = this.#session.clock;
    this.#do({ at_us: at, kind: "place_order", customer: this.#customer.value, amount });
  }

  #read(): void {
    this.#do({ at_us: this.#session.clock.at, kind: "read", customer: this.#customer.value });
  }

  #do(intervention: Intervention): void {
    this.#session.change((scenario) => act(scenario, intervention), intervention.at_us, "play");
  }
}
