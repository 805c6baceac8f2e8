/** What crosses the door between the page and the worker: plain data, one way each. Types only. */

import type { Scenario } from "./trace";

/** Sent once, first, and before what Python is made of. `life` names the lock that the worker is to hold while it lives. */
export interface Start {
  kind: "start";
  package: string;
  life: string;
  /** Whether it is to start with the whole library. */
  whole: boolean;
}

/** What Python is made of: each is sent once, when it is there. */
export type Made =
  /** Pyodide's WebAssembly. */
  | { kind: "python"; module: WebAssembly.Module }
  /** Python's memory after a start: the bytes themselves, to be returned. */
  | { kind: "memory"; snapshot: ArrayBuffer }
  /** Where the start is a whole one: the library and the package, by file name. */
  | { kind: "library"; files: Record<string, ArrayBuffer> };

export interface Run {
  kind: "run";
  id: number;
  scenario: Scenario;
}

/** The package's other doors: what there is to try, the verdict on a try, how a run is known to be right. */
export type Door = "challenges_json" | "grade_json" | "check_json";

/** `text` is the JSON that the door takes, if it takes any. */
export interface Ask {
  kind: "ask";
  id: number;
  door: Door;
  text?: string;
}

/** Each is answered with `done` or `failed` under its id; a run with frames before that. */
export type Request = Run | Ask;

export type ToWorker = Start | Made | Request;

/** download: its files come in · python: it starts · first-run: the lab runs. */
export type Step = "download" | "python" | "first-run";

/** `received` and `total` are bytes of this step, unpacked; `total` is null where a step loads nothing. */
export interface Progress {
  step: Step;
  received: number;
  total: number | null;
}

/**
 * network: a file could not be had · scenario: the simulator refused the scenario · python: the simulator failed ·
 * incomplete: the snapshot will not do, or leaves out what is needed · crashed: the worker died · stopped: the learner stopped it ·
 * unsupported: this browser cannot run it.
 */
export type FailureKind =
  | "network"
  | "scenario"
  | "python"
  | "incomplete"
  | "crashed"
  | "stopped"
  | "unsupported";

export interface Failure {
  kind: FailureKind;
  message: string;
}

/** A run comes in frames while it is made, and then its ending, as JSON text: a long text crosses quicker than many objects. */
export type FromWorker =
  | { kind: "ready" }
  | { kind: "frame"; id: number; records: string }
  | { kind: "done"; id: number; ending: string }
  | { kind: "failed"; id: number; error: Failure };

/**
 * What a worker says of itself. alive: it holds its lock, which the worker of a local page cannot, for it has no origin.
 * taken: a request has come. By not saying so, one without a lock is known to be dead.
 */
export type Alive = { kind: "alive" } | { kind: "taken" };

/** Python has its memory, and what it was made from comes back for the next start. */
export interface Returned {
  kind: "returned";
  snapshot: ArrayBuffer;
}
