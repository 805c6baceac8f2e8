/** What a lab is asked to open besides its own beginning: by the address of the page, or by a link on it. */

import { lab } from "@messages";
import { CarryError } from "./scenario-shape";
import { carriedBy } from "./share-link";
import { type Opening, openingOf } from "./states";
import type { Scenario } from "./trace";

/** Null when nothing is asked; the words of what is wrong when it cannot be read. What was asked is asked once. */
export async function asked(course: HTMLElement, base: Scenario): Promise<Opening | string | null> {
  const { labAsked: state } = course.dataset;
  delete course.dataset.labAsked;
  if (state) return openingOf(course, base, state);
  try {
    const scenario = await carriedBy(location.hash, course.id, base.lab);
    return scenario && { scenario, name: lab.carry.from_link, at: 0 };
  } catch (reason) {
    return lab.carry.problem[reason instanceof CarryError ? reason.problem : "broken"];
  }
}

/** What the recorded run shows is done for the reader; here nothing is done until the learner does it. */
export function untouched(scenario: Scenario): Scenario {
  return { ...scenario, interventions: [] };
}
