/** What a learner is asked to guess before a run: the run that teaches it, and where its measures hold the answer. */

import type { lab } from "@messages";
import type { Scenario, Trace } from "./trace";

/** The answer, and the two counts it is made of. */
export interface Answer {
  value: number;
  part: number;
  whole: number;
}

export interface Question {
  id: keyof typeof lab.predict.questions;
  unit: keyof typeof lab.predict.units;
  /** The highest number that can be said. */
  most: number;
  seed: number;
  parameters: Scenario["parameters"];
  answer: (measures: Trace["measures"]) => Answer;
}

const QUICK = {
  "load.until_us": 10_000_000,
  "handler.service_us": 5_000,
  "store.append_us": 2_000,
  "relay.poll_us": 0,
  "net.hop_us": 1_000,
  "bus.partitions": 1,
  "projector.service_us": 10_000,
  "query.cost_us": 2_000,
};
const BUSY = { ...QUICK, "load.commands_per_s": 80, "load.own_reads": 1, "load.customers": 200 };

export const QUESTIONS: Question[] = [
  { id: "stale-own", unit: "percent", most: 100, seed: 7, parameters: BUSY, answer: staleOwn },
  {
    id: "scaled-out",
    unit: "percent",
    most: 100,
    seed: 7,
    parameters: { ...BUSY, "bus.partitions": 16, "projector.instances": 16 },
    answer: staleOwn,
  },
  {
    id: "per-crash",
    unit: "events",
    most: 1000,
    seed: 4,
    parameters: {
      ...QUICK,
      "load.commands_per_s": 60,
      "load.customers": 4,
      "projector.batch": 10,
      "projector.poll_us": 250_000,
      "faults.crash": 0.01,
      "faults.restart_us": 200_000,
    },
    answer: perCrash,
  },
];

function staleOwn({ reads }: Trace["measures"]): Answer {
  const { own: whole = 0, stale_own: part = 0 } = reads as Record<string, number>;
  return { value: (100 * part) / Math.max(1, whole), part, whole };
}

function perCrash({ deliveries }: Trace["measures"]): Answer {
  const { crashes: whole = 0, duplicates_applied: part = 0 } = deliveries as Record<string, number>;
  return { value: part / Math.max(1, whole), part, whole };
}
