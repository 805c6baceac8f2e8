/** What `labs_py.check` reports: the laws a run was held against, and the formulas beside it (docs/project/contracts.md). */

import { lab } from "@messages";
import { span } from "./figures";

export type LawId = keyof typeof lab.oracle.law;
export type ExpectationId = keyof typeof lab.oracle.expectation;

export interface Law {
  id: LawId;
  formula: string;
  unit: "count" | "us";
  /** How many comparisons were made. */
  compared: number;
  expected: number;
  found: number;
  difference: number;
  holds: boolean;
}

export interface Expectation {
  id: ExpectationId;
  formula: string;
  unit: "share" | "us";
  compared: number;
  expected: number;
  found: number | null;
}

export interface Report {
  digest: string;
  holds: boolean;
  checks: Law[];
  long_run: Expectation[];
}

export function figure(value: number | null, unit: Law["unit"] | Expectation["unit"]): string {
  if (value === null) return lab.oracle.nothing;
  if (unit === "share") return `${(100 * value).toFixed(1)} %`;
  if (unit === "count") return String(value);
  return Number.isInteger(value) && Math.abs(value) < 1000 ? `${value} µs` : span(value);
}
