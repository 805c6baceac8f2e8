/** The page's side of the door: one runtime for every lab on the page; it can be stopped at any instant. */

import type { Failure, FromWorker, Progress, RuntimeFiles } from "./protocol";
import type { Ending, Scenario, TraceRecord } from "./trace";

export class RuntimeError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export function failureOf(reason: unknown): Failure {
  return reason instanceof RuntimeError ? reason.failure : { kind: "crashed", message: String(reason) };
}

interface Waiting<T> {
  resolve: (value: T) => void;
  reject: (reason: RuntimeError) => void;
}

/** Takes the records of a run as they come. */
export type Take = (records: TraceRecord[]) => void;

interface Running extends Waiting<Ending> {
  take: Take;
}

export type RuntimeState = "off" | "starting" | "ready" | "running";

/** Fires `state` when its state changes and `progress` (a CustomEvent of Progress) while it starts. */
export class Runtime extends EventTarget {
  #script: string;
  #files: RuntimeFiles;
  #worker: Worker | undefined;
  #started: Promise<void> | undefined;
  #starting: Waiting<void> | undefined;
  #runs = new Map<number, Running>();
  #lastId = 0;
  #ready = false;

  /** `script` is the worker's URL. */
  constructor(script: string, files: RuntimeFiles) {
    super();
    this.#script = script;
    this.#files = files;
  }

  get state(): RuntimeState {
    if (!this.#worker) return "off";
    if (!this.#ready) return "starting";
    return this.#runs.size > 0 ? "running" : "ready";
  }

  /** Start, or join a start that is under way. Rejects with RuntimeError; a later call tries again. */
  start(): Promise<void> {
    this.#started ??= new Promise((resolve, reject) => {
      this.#starting = { resolve, reject };
      this.#spawn();
    });
    return this.#started;
  }

  /** Run a scenario, handing its records to `take` as they come; waits for the runtime when it is still starting. */
  async run(scenario: Scenario, take: Take): Promise<Ending> {
    await this.start();
    const id = ++this.#lastId;
    const ending = new Promise<Ending>((resolve, reject) => this.#runs.set(id, { take, resolve, reject }));
    this.#worker?.postMessage({ kind: "run", id, scenario });
    this.#changed();
    return ending;
  }

  /** Give up a start. Nothing keeps running. */
  cancel(): void {
    this.#end({ kind: "stopped", message: "" });
  }

  /** End whatever runs, at once, and get a fresh runtime ready in the background. */
  stop(): void {
    this.#end({ kind: "stopped", message: "" });
    this.start().catch(() => undefined);
  }

  #spawn(): void {
    try {
      const worker = new Worker(this.#script, { type: "module", name: "lab" });
      worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.#crash(event.message ?? this.#script);
      });
      worker.postMessage({ kind: "start", ...this.#files });
      this.#worker = worker;
      this.#changed();
    } catch (reason) {
      this.#end({ kind: "unsupported", message: String(reason) });
    }
  }

  #hear(message: FromWorker): void {
    if (message.kind === "progress") this.#progress(message);
    else if (message.kind === "ready") this.#become();
    else if (message.kind === "frame") this.#runs.get(message.id)?.take(JSON.parse(message.records));
    else if (message.kind === "done") this.#settle(message.id)?.resolve(JSON.parse(message.ending));
    else if (message.id === null) this.#end(message.error);
    else if (message.error.kind === "crashed") this.#crash(message.error.message);
    else this.#settle(message.id)?.reject(new RuntimeError(message.error));
  }

  #progress(progress: Progress): void {
    this.dispatchEvent(new CustomEvent("progress", { detail: progress }));
  }

  #become(): void {
    this.#ready = true;
    this.#starting?.resolve();
    this.#starting = undefined;
    this.#changed();
  }

  #settle(id: number): Running | undefined {
    const waiting = this.#runs.get(id);
    this.#runs.delete(id);
    this.#changed();
    return waiting;
  }

  /** A worker that never came up is a failed download; one that was ready is replaced, as after Stop. */
  #crash(message: string): void {
    const wasReady = this.#ready;
    this.#end({ kind: wasReady ? "crashed" : "network", message });
    if (wasReady) this.start().catch(() => undefined);
  }

  #end(failure: Failure): void {
    const waiting = [...this.#runs.values(), ...(this.#starting ? [this.#starting] : [])];
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#started = undefined;
    this.#starting = undefined;
    this.#ready = false;
    this.#runs.clear();
    for (const each of waiting) each.reject(new RuntimeError(failure));
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event("state"));
  }
}
