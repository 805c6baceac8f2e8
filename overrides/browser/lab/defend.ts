/** Defend: choose how the consumer protects itself, from now on or in a replay of the same orders. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { FAULTS } from "./break";
import { set as change, replay, type Settings, valueAt } from "./interventions";
import type { Session } from "./session";
import type { Moment } from "./state-at";

const STRATEGY = "projector.strategy";

export class Defend {
  readonly element = el("div", { class: "lab-defend", role: "group", "aria-label": lab.defend.label });
  #session: Session;
  #strategy = el(
    "select",
    { class: "lab-defend__strategy" },
    el("option", { value: "none" }, lab.defend.none),
    el("option", { value: "by_id" }, lab.defend.by_id),
  );

  constructor(session: Session) {
    this.#session = session;
    const field = el("label", { class: "lab-field" }, el("span", {}, lab.defend.consumer), this.#strategy);
    this.element.append(
      el("h4", { class: "lab-title" }, lab.defend.label),
      field,
      button(lab.defend.replay, "lab-button", () => this.#replay()),
      el("p", { class: "lab-hint" }, lab.defend.hint),
    );
    this.#strategy.addEventListener("change", () => this.#choose());
  }

  show(moment: Moment): void {
    if (this.#session.busy) return;
    const value = String(valueAt(moment.run.trace.scenario, moment.at, STRATEGY));
    if (this.#strategy.value !== value) this.#strategy.value = value;
  }

  #choose(): void {
    const { value } = this.#strategy;
    const { at } = this.#session.clock;
    this.#session.change((scenario) => change(scenario, at, STRATEGY, value), at, "stay");
  }

  /** The same orders again, with everything as it is set now from the very start. */
  #replay(): void {
    const { at } = this.#session.clock;
    this.#session.change(
      (scenario) => {
        const settings: Settings = {};
        for (const name of [STRATEGY, ...Object.values(FAULTS)]) {
          settings[name] = valueAt(scenario, at, name) ?? 0;
        }
        return replay(scenario, settings);
      },
      0,
      "play",
    );
  }
}
