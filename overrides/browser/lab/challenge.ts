/** What `labs_py` says of a challenge and of a try at it (docs/project/contracts.md), and how its figures are written. */

import { lab } from "@messages";
import { say } from "../lib/words";
import { span } from "./figures";
import type { Scenario, Value } from "./trace";

export type Attempt = Record<string, Value>;
type Sense = "below" | "at_most" | "at_least";

interface Common {
  id: string;
  /** How many rungs the ladder of hints has. */
  hints: number;
  /** How many seeds a try is run on, and on how many of them it has to hold. */
  seeds: number;
  needed: number;
  reference: Attempt;
}

export interface Tuning extends Common {
  kind: "tuning";
  scenario: Scenario;
  /** Those that may be changed. */
  parameters: string[];
  conditions: { figure: string; sense: Sense; limit: number | null }[];
  base: Record<string, number | null>;
}

export interface Question {
  id: string;
  scenario: Scenario;
  at_us: number;
  options: string[];
}

export interface Prediction extends Common {
  kind: "prediction";
  questions: Question[];
}

export type Challenge = Tuning | Prediction;

interface Found {
  found: number | null;
  holds: boolean;
  limit?: number | null;
  sense?: Sense;
}

/** One seed; of a prediction, one question. */
export interface Tried {
  passed: boolean;
  figures: Record<string, Found>;
  question?: string;
  first?: string;
}

export interface Grade {
  passed: boolean;
  met: number;
  needed: number;
  seeds: Tried[];
}

interface Words {
  title: string;
  goal: string;
  hint: Record<string, string>;
  question?: Record<string, string>;
}

/** The challenges that have words, in the order in which they are set. */
export const WORDS = new Map(
  Object.entries(lab.challenge).flatMap(([id, words]) => ("goal" in words ? [[id, words as Words]] : [])),
);

const figures: Record<string, string> = lab.challenge.figure;

export function nameOf(figure: string): string {
  return figures[figure] ?? figure;
}

export function written(figure: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return lab.challenges.nothing;
  if (figure.endsWith("_us")) return span(value);
  if (figure.endsWith("_share")) return `${Number((100 * value).toPrecision(3))} %`;
  return String(Number(value.toPrecision(4)));
}

/** "at most 502 ms" */
export function limitOf(figure: string, sense: Sense, limit: number | null | undefined): string {
  return say(lab.challenges.sense[sense], { limit: written(figure, limit) });
}
