/** What crosses the door between the page and the worker: plain data, one way each. Types only. */

import type { Scenario } from "./trace";

/** What a start needs, as absolute URLs: the runtime's folder (ends with a slash), and the lock file with our package. */
export interface RuntimeFiles {
  runtime: string;
  lock: string;
  package: string;
}

/** Sent once, first. */
export interface Start extends RuntimeFiles {
  kind: "start";
}

export interface Run {
  kind: "run";
  id: number;
  scenario: Scenario;
}

export type ToWorker = Start | Run;

export type Step = "runtime" | "package" | "first-run";

/** `received` and `total` are bytes of this step, uncompressed; `total` is null where no server said it. */
export interface Progress {
  kind: "progress";
  step: Step;
  received: number;
  total: number | null;
}

/**
 * network: a file could not be had · scenario: the simulator refused the scenario · python: the simulator failed ·
 * crashed: the worker died · stopped: the learner stopped it · unsupported: this browser cannot run it.
 */
export type FailureKind = "network" | "scenario" | "python" | "crashed" | "stopped" | "unsupported";

export interface Failure {
  kind: FailureKind;
  message: string;
}

/** A run comes in frames while it is made, and then its ending, as JSON text: a long text crosses quicker than many objects. */
export type FromWorker =
  | Progress
  | { kind: "ready" }
  | { kind: "frame"; id: number; records: string }
  | { kind: "done"; id: number; ending: string }
  | { kind: "failed"; id: number | null; error: Failure };
