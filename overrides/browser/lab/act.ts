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
/** How long an impatient client waits before it sends the same command again. */
const AGAIN_US = 100_000;

export class Act {
  readonly element = el("div", { class: "lab-act", role: "group", "aria-label": lab.act.label });
  /** What the last query was told; it stands beside what else the lab says, where it moves nothing. */
  readonly answer = el("p", { class: "lab-answer", role: "status" });
  #session: Session;
  #moment: Moment | undefined;
  #customer = el(
    "select",
    { class: "lab-act__customer" },
    ...CUSTOMERS.map((name) => el("option", {}, name)),
  );

  constructor(session: Session) {
    this.#session = session;
    const who = el("label", { class: "lab-field" }, el("span", {}, lab.act.customer), this.#customer);
    const press = (name: string, does: () => void) => button(name, "lab-button", does);
    const place = button(lab.act.place, "lab-button lab-button--primary", () => this.#order({}));
    const buttons = el(
      "div",
      { class: "lab-act__buttons" },
      place,
      press(lab.act.invalid, () => this.#order({ amount: INVALID_AMOUNT })),
      press(lab.act.twice, () => this.#twice()),
      press(lab.act.outdated, () => this.#outdated()),
      press(lab.act.read, () => this.#read(this.#moment?.order?.customer ?? this.#customer.value)),
      press(lab.act.query, () => this.#read(this.#customer.value)),
    );
    this.element.append(el("h4", { class: "lab-title" }, lab.act.label), who, buttons);
  }

  show(moment: Moment): void {
    this.#moment = moment;
    write(this.answer, moment.read ? answer(moment.read) : "");
  }

  #order(more: { amount?: unknown; expected_version?: number }): void {
    this.#do(this.#command(more));
  }

  /** One intention, submitted two times under one name: whether it counts once is the Command API's affair. */
  #twice(): void {
    const idempotency_key = `order-${this.#session.branch?.scenario.interventions.length ?? 0}`;
    const command = this.#command({ idempotency_key });
    this.#do(command, { ...command, at_us: command.at_us + AGAIN_US });
  }

  /** Decided on a version that is no longer the newest of its stream (or, in an empty one, never was). */
  #outdated(): void {
    const row = this.#moment?.rows.find(({ key }) => key === this.#customer.value);
    const version = row?.truth.version ?? 0;
    this.#order({ expected_version: version > 0 ? version - 1 : 1 });
  }

  #command(more: { amount?: unknown; expected_version?: number; idempotency_key?: string }): Intervention {
    const { at } = this.#session.clock;
    return { at_us: at, kind: "place_order", customer: this.#customer.value, amount: AMOUNT, ...more };
  }

  #read(customer: string): void {
    this.#do({ at_us: this.#session.clock.at, kind: "read", customer });
  }

  #do(first: Intervention, ...more: Intervention[]): void {
    this.#session.change((scenario) => act(scenario, first, ...more), first.at_us, "play");
  }
}
