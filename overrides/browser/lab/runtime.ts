/** The page's side of the door: one runtime for every lab on the page; it can be stopped at any instant. */

import { AskedRuns, RuntimeError, type Take } from "./asked-runs";
import { LiveWorker } from "./live-worker";
import { PartError } from "./part";
import type { Parts } from "./parts";
import type { Door, Failure, FromWorker, Progress, Python, Request } from "./protocol";
import type { Ending, Scenario } from "./trace";

export { failureOf, RuntimeError, type Take } from "./asked-runs";

export type RuntimeState = "off" | "starting" | "ready" | "running";

/** Fires `state` when its state changes and `progress` (a CustomEvent of Progress) while it starts. */
export class Runtime extends EventTarget {
  /** What the last start was made from: its `why` tells why it took the whole library. */
  python: Python | undefined;
  #parts: Parts;
  #package: string;
  #worker: LiveWorker | undefined;
  #attempt = new AbortController();
  #started: Promise<void> | undefined;
  #starting: { resolve: () => void; reject: (reason: RuntimeError) => void } | undefined;
  #runs = new AskedRuns();
  #ready = false;

  constructor(parts: Parts, name: string) {
    super();
    this.#parts = parts;
    this.#package = name;
  }

  get state(): RuntimeState {
    if (!this.#started) return "off";
    if (!this.#ready) return "starting";
    return this.#runs.size > 0 ? "running" : "ready";
  }

  /** Start, or join a start that is under way. Rejects with RuntimeError; a later call tries again. */
  start(): Promise<void> {
    if (!this.#started) {
      this.#started = new Promise((resolve, reject) => {
        this.#starting = { resolve, reject };
      });
      void this.#begin();
    }
    return this.#started;
  }

  /** Run a scenario as soon as the runtime is ready; `take` gets its records as they come. Rejects with RuntimeError. */
  run(scenario: Scenario, take: Take): Promise<Ending> {
    return this.#send((id) => ({ kind: "run", id, scenario }), take) as Promise<Ending>;
  }

  /** What another door of the package answers to `data`. Rejects with RuntimeError. */
  ask<T>(door: Door, data?: unknown): Promise<T> {
    const text = data === undefined ? {} : { text: JSON.stringify(data) };
    return this.#send(
      (id) => ({ kind: "ask", id, door, ...text }),
      () => undefined,
    ) as Promise<T>;
  }

  #send(made: (id: number) => Request, take: Take): Promise<unknown> {
    const { request, ending } = this.#runs.add(made, take);
    this.start().catch(() => undefined); // who asks hears of it as well
    if (this.#ready) this.#worker?.send(request);
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

  async #begin(): Promise<void> {
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    this.#changed();
    try {
      const url = await this.#parts.worker(signal);
      signal.throwIfAborted();
      this.#worker = new LiveWorker(url, this.#hear, this.#crash); // it comes up while the rest comes in
      const report = (received: number, total: number) => this.#tell("download", received, total);
      this.python = await this.#parts.load(report, signal);
      signal.throwIfAborted();
      this.#tell("python", 0, null);
      this.#worker.start(this.#package, this.python);
    } catch (reason) {
      const kind = reason instanceof PartError ? "network" : "unsupported";
      if (!signal.aborted) this.#end({ kind, message: String(reason) });
    }
  }

  #hear = (message: FromWorker): void => {
    if (message.kind === "ready") this.#become();
    else if (message.kind === "frame") this.#runs.take(message.id, JSON.parse(message.records));
    else if (message.kind === "done") this.#runs.done(message.id, JSON.parse(message.ending));
    else if (message.error.kind === "crashed") this.#crash(message.error.message);
    else if (message.error.kind === "incomplete" && this.python?.snapshot) this.#again(message.error);
    else this.#runs.fail(message.id, message.error);
    if (message.kind !== "frame") this.#changed();
  };

  #become(): void {
    this.#ready = true;
    this.#starting?.resolve();
    this.#starting = undefined;
    if (this.#runs.size > 0) this.#tell("first-run", 0, null);
    for (const run of this.#runs.messages) this.#worker?.send(run);
  }

  /** One that was ready is replaced, as after Stop; one that never came up from the snapshot is tried without it. */
  #crash = (message: string): void => {
    const { python } = this;
    if (this.#ready) {
      this.#end({ kind: "crashed", message });
      this.start().catch(() => undefined);
    } else if (python?.snapshot) this.#again({ kind: "crashed", message });
    else this.#end({ kind: python ? "unsupported" : "network", message });
  };

  /** Start anew with the whole library, and run there what was asked for. */
  #again(failure: Failure): void {
    this.#parts.without = failure.message;
    this.#halt();
    this.#runs.beginAgain();
    void this.#begin();
  }

  #end(failure: Failure): void {
    const starting = this.#starting;
    this.#halt();
    this.#started = undefined;
    this.#starting = undefined;
    starting?.reject(new RuntimeError(failure));
    this.#runs.failAll(failure);
    this.#changed();
  }

  #halt(): void {
    this.#attempt.abort();
    this.#worker?.end();
    this.#worker = undefined;
    this.python = undefined;
    this.#ready = false;
  }

  #tell(step: Progress["step"], received: number, total: number | null): void {
    this.dispatchEvent(new CustomEvent("progress", { detail: { step, received, total } }));
  }

  #changed(): void {
    this.dispatchEvent(new Event("state"));
  }
}
