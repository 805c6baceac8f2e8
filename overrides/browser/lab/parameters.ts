/** The parameters of a run, as the simulator's own schema lists them, and how their values are written for people. */

import { properties } from "@simulator/scenario.v1.json";
import type { Scenario, Value } from "./trace";

export type Unit = "ms" | "share" | "none";

export interface Parameter {
  name: string;
  standard: Value;
  /** Empty where any number within the bounds may stand. */
  options: string[];
  minimum: number;
  maximum: number;
  whole: boolean;
  /** It may change during a run; others hold from its start. */
  live: boolean;
  unit: Unit;
  /** How many numbers a list may have; 0 where the value is no list. */
  most: number;
}

interface Bounds {
  type?: string;
  minimum?: number;
  maximum?: number;
}

interface Rule extends Bounds {
  default: unknown;
  enum?: string[];
  items?: Bounds;
  maxItems?: number;
}

const rules = Object.entries(properties.parameters.properties as Record<string, Rule>);

const live = new Set(
  properties.interventions.items.oneOf.flatMap(({ properties: fields }) =>
    "parameter" in fields ? (fields.parameter?.enum ?? []) : [],
  ),
);

/** The faults that may be ordered to hit the next message that passes their place. */
export const STROKES = properties.interventions.items.oneOf.flatMap(({ properties: fields }) =>
  "fault" in fields ? (fields.fault?.enum ?? []) : [],
);

export const PARAMETERS = new Map(rules.map(([name, rule]) => [name, parameter(name, rule)]));

export function parameterOf(name: string): Parameter {
  const found = PARAMETERS.get(name);
  if (!found) throw new Error(`no parameter ${name}`);
  return found;
}

function parameter(name: string, rule: Rule): Parameter {
  const { minimum = 0, maximum = 0, type } = rule.items ?? rule;
  const share = type === "number" && minimum === 0 && maximum <= 1;
  return {
    name,
    standard: rule.default as Value,
    options: rule.enum ?? [],
    minimum,
    maximum,
    whole: type === "integer",
    live: live.has(name),
    unit: name.endsWith("_us") ? "ms" : share ? "share" : "none",
    most: rule.maxItems ?? 0,
  };
}

const SCALES: Record<Unit, number> = { ms: 1000, share: 0.01, none: 1 };

/** A number as it is written: 20000 µs are 20 (ms), a share of 0.3 is 30 (%); a list has commas. */
export function written({ unit }: Parameter, value: Value): string {
  if (typeof value === "string") return value;
  return [value]
    .flat()
    .map((each) => rounded(each / SCALES[unit]))
    .join(", ");
}

/** What was written, as the simulator takes it; null when it may not stand there. */
export function readValue(parameter: Parameter, text: string): Value | null {
  const { options, most } = parameter;
  if (options.length > 0) return options.includes(text) ? text : null;
  return most > 0 ? readList(parameter, text) : readNumber(parameter, text);
}

/** Ascending numbers with commas or spaces between; none at all are a list too. */
function readList(parameter: Parameter, text: string): number[] | null {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const values = words.map((word) => readNumber(parameter, word) ?? Number.NaN);
  const ascending = values.every((value, n) => value >= (values[n - 1] ?? parameter.minimum));
  return ascending && values.length <= parameter.most ? values : null;
}

function readNumber({ unit, whole, minimum, maximum }: Parameter, text: string): number | null {
  const number = text.trim() === "" ? Number.NaN : rounded(Number(text) * SCALES[unit]);
  const value = unit === "ms" ? Math.round(number) : number;
  const fits = value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
  return fits ? value : null;
}

/** 0.07 / 0.01 is not 7 in binary. */
function rounded(number: number): number {
  return Number(number.toPrecision(12));
}

/** The settings that a scenario changes from what is standard: what a link has to carry. */
export function ownSettings({ parameters }: Scenario): Scenario["parameters"] {
  const own = Object.entries(parameters).filter(
    ([name, value]) => JSON.stringify(PARAMETERS.get(name)?.standard) !== JSON.stringify(value),
  );
  return Object.fromEntries(own);
}
