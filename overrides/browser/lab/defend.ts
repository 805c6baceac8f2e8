/** Defend: how each part protects itself, from now on or in a replay of the same orders. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { replay, settingsAt } from "./interventions";
import { More } from "./more";
import { ParameterControl } from "./parameter-control";
import { PARAMETERS, parameterOf } from "./parameters";
import type { Session } from "./session";
import { choose, Settings } from "./setting";
import type { Moment } from "./state-at";
import type { Value } from "./trace";

const STRATEGY = "projector.strategy";
const FIRST = ["api.idempotency", "query.consistency", "projector.commit"];
const OTHERS = [
  "projector.on_error",
  "projector.retries",
  "projector.retry_us",
  "projector.dedupe_size",
  "projector.dedupe_ttl_us",
  "projector.buffer_size",
  "projector.gap_timeout_us",
  "projector.schema",
  "projector.fencing",
  "relay.reader",
  "handler.concurrency",
  "handler.retries",
  "api.validation",
  "api.idempotency_ttl_us",
  "query.timeout_us",
  "query.sticky_us",
].filter((name) => PARAMETERS.has(name));

/** What Break and Defend leave to Tune. */
export const TUNED = [...PARAMETERS.keys()].filter(
  (name) => !name.startsWith("faults.") && ![STRATEGY, ...FIRST, ...OTHERS].includes(name),
);

export class Defend {
  readonly element = el("div", { class: "lab-defend", role: "group", "aria-label": lab.defend.label });
  #session: Session;
  #strategy: ParameterControl;
  #first: Settings;
  #more: More;

  constructor(session: Session) {
    this.#session = session;
    const put = (value: Value) => choose(session, STRATEGY, value);
    this.#strategy = new ParameterControl(parameterOf(STRATEGY), put, lab.defend.consumer);
    this.#first = new Settings(session, FIRST);
    this.#more = new More(session, lab.defend.more, OTHERS);
    this.element.append(
      el("h4", { class: "lab-title" }, lab.defend.label),
      this.#strategy.element,
      ...this.#first.elements,
      this.#more.element,
      button(lab.defend.replay, "lab-button", () => this.#replay()),
      el("p", { class: "lab-hint" }, lab.defend.hint),
    );
  }

  show(moment: Moment): void {
    this.#first.show(moment);
    this.#more.show(moment);
    if (this.#session.busy) return;
    this.#strategy.show(settingsAt(moment.run.trace.scenario, moment.at)[STRATEGY]);
  }

  /** The same orders again, with everything as it is set now from the very start. */
  #replay(): void {
    const { at } = this.#session.clock;
    this.#session.change((scenario) => replay(scenario, settingsAt(scenario, at)), 0, "play");
  }
}
