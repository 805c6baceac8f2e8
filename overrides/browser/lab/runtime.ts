/** The page's side of the door: one runtime for every lab on the page; it can be stopped at any instant. */

import { AskedRuns, type Take } from "./asked-runs";
import { Interpreter, type Owner } from "./interpreter";
import type { Parts } from "./parts";
import type { Door, Failure, FromWorker, Progress, Request } from "./protocol";
import { RuntimeError } from "./runtime-error";
import type { Ending, Scenario } from "./trace";

export type RuntimeState = "off" | "starting" | "ready" | "running";

/** Fires `state` when its state changes and `progress` (a CustomEvent of Progress) while it starts. */
export class Runtime extends EventTarget {
  /** How far the last start has come. */
  progress: Progress | undefined;
  #parts: Parts;
  #package: string;
  #python: Interpreter | undefined;
  #started: Promise<void> | undefined;
  #starting: { resolve: () => void; reject: (reason: RuntimeError) => void } | undefined;
  #runs = new AskedRuns();
  #owner: Owner;

  constructor(parts: Parts, name: string) {
    super();
    this.#parts = parts;
    this.#package = name;
    const runs = this.#runs;
    this.#owner = {
      hear: (message) => this.#hear(message),
      report: (progress) => this.#report(progress),
      fail: (failure) => this.#fail(failure),
      get asked() {
        return runs.messages;
      },
    };
  }

  get state(): RuntimeState {
    if (!this.#started) return "off";
    if (!this.#python?.ready) return "starting";
    return this.#runs.size > 0 ? "running" : "ready";
  }

  /** Why Python starts with its whole library and not from its snapshot, if it does. */
  get without(): string | undefined {
    return this.#parts.without;
  }

  /** Start, or join a start that is under way. Rejects with RuntimeError; a later call tries again. */
  start(): Promise<void> {
    if (!this.#started) {
      this.#started = new Promise((resolve, reject) => {
        this.#starting = { resolve, reject };
      });
      this.#begin();
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
    this.start().catch(() => undefined); // who asks hears of it as well
    const { request, ending } = this.#runs.add(made, take);
    this.#python?.send(request);
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

  #begin(): void {
    this.#python = new Interpreter(this.#parts, this.#package, this.#owner);
    void this.#python.begin();
    this.#changed();
  }

  #hear(message: FromWorker): void {
    if (message.kind === "ready") this.#become();
    else if (message.kind === "frame") this.#runs.take(message.id, JSON.parse(message.records));
    else if (message.kind === "done") this.#runs.done(message.id, JSON.parse(message.ending));
    else if (message.error.kind === "incomplete" && !this.without) this.#again(message.error);
    else this.#runs.fail(message.id, message.error);
    if (message.kind !== "frame") this.#changed();
  }

  #become(): void {
    this.#starting?.resolve();
    this.#starting = undefined;
    if (this.#runs.size > 0) this.#report({ step: "first-run", received: 0, total: null });
  }

  /** One that was ready is replaced, as after Stop; one that does not come up from the snapshot is tried without it. */
  #fail(failure: Failure): void {
    if (failure.kind === "incomplete") this.#again(failure);
    else this.#end(failure);
    if (failure.kind === "crashed") this.start().catch(() => undefined);
  }

  /** Start anew with the whole library, and run there what was asked for. */
  #again(failure: Failure): void {
    this.#parts.without = failure.message;
    this.#python?.end();
    this.#runs.beginAgain();
    this.#begin();
  }

  #end(failure: Failure): void {
    const starting = this.#starting;
    this.#python?.end();
    this.#python = undefined;
    this.#started = undefined;
    this.#starting = undefined;
    starting?.reject(new RuntimeError(failure));
    this.#runs.failAll(failure);
    this.#changed();
  }

  #report(detail: Progress): void {
    this.progress = detail;
    this.dispatchEvent(new CustomEvent("progress", { detail }));
  }

  #changed(): void {
    this.dispatchEvent(new Event("state"));
  }
}
