/** What the learner does, as data: every act gives a new scenario, and leaves the old one as it was. */

import type { Intervention, Scenario, Value } from "./trace";

export type Values = Record<string, Value>;

/** Do something at an instant. What was going to happen later still happens. */
export function act(scenario: Scenario, ...acts: Intervention[]): Scenario {
  return { ...scenario, interventions: [...scenario.interventions, ...acts] };
}

/** Change a parameter from an instant on: later changes of the same parameter no longer count. */
export function set(scenario: Scenario, at_us: number, parameter: string, value: Value): Scenario {
  const kept = scenario.interventions.filter(
    (each) => !(each.kind === "set" && each.parameter === parameter && each.at_us >= at_us),
  );
  return { ...scenario, interventions: [...kept, { at_us, kind: "set", parameter, value }] };
}

/** The same orders with these settings from the very start. */
export function replay(scenario: Scenario, settings: Values): Scenario {
  const kept = scenario.interventions.filter((each) => !(each.kind === "set" && each.parameter in settings));
  return { ...scenario, parameters: { ...scenario.parameters, ...settings }, interventions: kept };
}

/** The values that all parameters have at an instant. */
export function settingsAt(scenario: Scenario, at_us: number): Values {
  const settings = { ...scenario.parameters };
  for (const each of scenario.interventions) {
    if (each.kind === "set" && each.at_us <= at_us) settings[each.parameter] = each.value;
  }
  return settings;
}
