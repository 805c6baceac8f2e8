/** Whether something from elsewhere has the shape of a scenario; what its values may be is the simulator's to say. */

import { isObject } from "../lib/json-schema";
import type { Scenario } from "./trace";

/** broken: not to be read · version: of another version · other: of another lab · shape: no scenario · large: too much of it. */
export type CarryProblem = "broken" | "version" | "other" | "shape" | "large";

export class CarryError extends Error {
  constructor(readonly problem: CarryProblem) {
    super(problem);
  }
}

const MOST_INTERVENTIONS = 10_000;

/** Throws CarryError. An exported trace will do: it carries its scenario. */
export function scenarioOf(given: unknown, lab: string): Scenario {
  const data = isObject(given) && isObject(given.scenario) ? given.scenario : given;
  if (!isObject(data)) throw new CarryError("shape");
  if (data.schema !== 1) throw new CarryError("schema" in data ? "version" : "shape");
  if (data.lab !== lab) throw new CarryError("other");
  const { seed, parameters = {}, interventions = [] } = data;
  const shaped = Number.isInteger(seed) && isSettings(parameters) && isInterventions(interventions);
  if (!shaped) throw new CarryError("shape");
  return { schema: 1, lab, seed, parameters, interventions } as Scenario;
}

/** Read JSON text into a scenario. Throws CarryError. */
export function scenarioIn(text: string, lab: string): Scenario {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new CarryError("broken");
  }
  return scenarioOf(data, lab);
}

function isSettings(value: unknown): boolean {
  const plain = (each: unknown) => ["number", "string"].includes(typeof each) || Array.isArray(each);
  return isObject(value) && Object.values(value).every(plain);
}

function isInterventions(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  if (value.length > MOST_INTERVENTIONS) throw new CarryError("large");
  return value.every(
    (each) => isObject(each) && Number.isInteger(each.at_us) && typeof each.kind === "string",
  );
}
