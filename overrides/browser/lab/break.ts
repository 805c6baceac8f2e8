/** Break: the faults that matter most at hand, all others behind one disclosure. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { write } from "./dom";
import { FAULTS, FaultControl } from "./fault-control";
import { settingsAt } from "./interventions";
import { More } from "./more";
import { PARAMETERS } from "./parameters";
import type { Session } from "./session";
import { Settings } from "./setting";
import type { Moment } from "./state-at";
import { strokeControl } from "./stroke";

const POINT = "faults.crash_point";

export class Break {
  readonly element = el("fieldset", { class: "lab-break" });
  #session: Session;
  #faults: FaultControl[];
  #point: Settings;
  #more: More;
  #hint = el("p", { class: "lab-hint" });

  constructor(session: Session) {
    this.#session = session;
    this.#point = new Settings(session, [POINT]);
    const stroke = () => `crash_${this.#point.controls[0]?.value}`;
    this.#faults = FAULTS.map(
      (fault) => new FaultControl(session, fault, fault === "crash" ? stroke : () => fault),
    );
    const shown = new Set([POINT, ...this.#faults.map(({ parameter }) => parameter)]);
    const others = [...PARAMETERS.keys()].filter((name) => name.startsWith("faults.") && !shown.has(name));
    this.#more = new More(session, lab.break.more, others, strokeControl(session));
    this.element.append(
      el("legend", { class: "lab-title" }, lab.break.label),
      ...this.#faults.map(({ element }) => element),
      ...this.#point.elements,
      this.#more.element,
      this.#hint,
    );
  }

  /** While a change is being made the controls stand as the learner left them. */
  show(moment: Moment): void {
    this.#point.show(moment);
    this.#more.show(moment);
    if (this.#session.busy) return;
    const { scenario, end_us } = moment.run.trace;
    const settings = settingsAt(scenario, moment.at);
    write(this.#hint, moment.at < end_us ? lab.break.hint : lab.break.over);
    for (const fault of this.#faults) fault.show(settings[fault.parameter]);
  }
}
