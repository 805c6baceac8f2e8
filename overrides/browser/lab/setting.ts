/** Choosing a setting: from this instant on where that can be, else in a run of its own from the start. */

import { replay, set, settingsAt } from "./interventions";
import { ParameterControl } from "./parameter-control";
import { parameterOf } from "./parameters";
import type { Session } from "./session";
import type { Moment } from "./state-at";
import type { Value } from "./trace";

export function choose(session: Session, name: string, value: Value): void {
  const { at } = session.clock;
  if (parameterOf(name).live) session.change((scenario) => set(scenario, at, name, value), at, "stay");
  else session.change((scenario) => replay(scenario, { [name]: value }), 0, "stay");
}

/** Controls of some parameters that show how these stand at each moment. */
export class Settings {
  readonly controls: ParameterControl[];
  #session: Session;

  constructor(session: Session, names: readonly string[]) {
    this.#session = session;
    this.controls = names.map(
      (name) => new ParameterControl(parameterOf(name), (value) => choose(session, name, value)),
    );
  }

  get elements(): HTMLElement[] {
    return this.controls.map(({ element }) => element);
  }

  /** While a change is being made the controls stand as the learner left them. */
  show({ run, at }: Moment): void {
    if (this.#session.busy) return;
    const settings = settingsAt(run.trace.scenario, at);
    for (const control of this.controls) control.show(settings[control.parameter.name]);
  }
}
