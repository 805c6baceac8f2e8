/** The states of a lab that the page around it links to: small changes of its scenario, each with a moment to look at. */

import type { Intervention, Scenario, Value } from "./trace";

interface State {
  title: string;
  at_us: number;
  parameters?: Record<string, Value>;
  interventions?: Intervention[];
}

export interface Opening {
  scenario: Scenario;
  /** The name of its branch; empty for the lab as it stands. */
  name: string;
  at: number;
}

/** What a lab of the page opens in a state; null where the page knows no such state. */
export function openingOf(course: Element, base: Scenario, name: string): Opening | null {
  const source = course.querySelector(".lab__states")?.textContent;
  const states: Record<string, State> = source ? JSON.parse(source) : {};
  const state = Object.hasOwn(states, name) ? states[name] : undefined;
  if (!state) return null;
  const parameters = { ...base.parameters, ...state.parameters };
  const interventions = state.interventions ?? [];
  return { scenario: { ...base, parameters, interventions }, name: state.title, at: state.at_us };
}
