/** One Python, from the fetching of its parts to its end: its worker, and what that starts from. */

import { LiveWorker } from "./live-worker";
import { PartError } from "./part";
import type { Loading, Parts } from "./parts";
import type { Failure, FromWorker, Progress, Request, Returned } from "./protocol";

/** Who is told, until the interpreter is ended. */
export interface Owner {
  hear(message: FromWorker): void;
  report(progress: Progress): void;
  /** It died, or will not come up. Called once. */
  fail(failure: Failure): void;
  /** What to run, to be told as soon as it takes something. */
  readonly asked: Iterable<Request>;
}

export class Interpreter {
  ready = false;
  #parts: Parts;
  #package: string;
  #owner: Owner;
  #over = new AbortController();
  #worker: LiveWorker | undefined;
  #begun = false;
  #fed = false;
  #whole = false;

  constructor(parts: Parts, name: string, owner: Owner) {
    this.#parts = parts;
    this.#package = name;
    this.#owner = owner;
  }

  /** Fetch what it is made of, and start it. */
  async begin(): Promise<void> {
    const { signal } = this.#over;
    const report = (received: number, total: number) => this.#tell("download", received, total);
    try {
      const loading = this.#parts.load(report, signal);
      this.#whole = loading.library !== undefined;
      const url = await loading.worker;
      signal.throwIfAborted();
      this.#worker = new LiveWorker(url, this.#hear, this.#died); // it comes up while the rest comes in
      await this.#feed(this.#worker, loading, signal);
    } catch (reason) {
      const kind = reason instanceof PartError ? "network" : "unsupported";
      if (!signal.aborted) this.#fail({ kind, message: String(reason) });
    }
  }

  /** Taken at once, and answered when Python has started. */
  send(request: Request): void {
    if (this.#begun) this.#worker?.send(request);
  }

  /** Nothing of it goes on, and nobody is told. */
  end(): void {
    this.#over.abort();
    this.#worker?.end();
    this.ready = false;
  }

  /** It starts with what is there, while the rest comes in. */
  async #feed(worker: LiveWorker, loading: Loading, signal: AbortSignal): Promise<void> {
    const { python, snapshot, library } = loading;
    worker.start(this.#package, this.#whole);
    for (const request of this.#owner.asked) worker.send(request);
    this.#begun = true;
    if (library) worker.send({ kind: "library", files: await library });
    worker.send({ kind: "python", module: await python });
    const memory = await snapshot?.catch((reason) => this.#unfit(String(reason)));
    signal.throwIfAborted();
    if (memory) {
      this.#parts.lend();
      worker.send({ kind: "memory", snapshot: memory }, [memory]);
    }
    this.#fed = true;
    this.#tell("python", 0, null);
  }

  #hear = (message: FromWorker | Returned): void => {
    if (message.kind === "ready") this.ready = true;
    if (message.kind === "returned") this.#parts.takeBack(message.snapshot);
    else if (message.kind === "failed" && message.error.kind === "crashed")
      this.#broke(message.error.message);
    else this.#owner.hear(message);
  };

  /** Without a word: before it had all it needs, it may never have been there. */
  #died = (message: string): void => {
    if (this.#fed) this.#broke(message);
    else this.#fail({ kind: "network", message });
  };

  #broke(message: string): void {
    if (this.ready) this.#fail({ kind: "crashed", message });
    else if (this.#whole) this.#fail({ kind: "unsupported", message });
    else this.#unfit(message);
  }

  /** The snapshot cannot be had, or Python did not come up from it. */
  #unfit(message: string): void {
    if (!this.#over.signal.aborted) this.#fail({ kind: "incomplete", message });
  }

  #fail(failure: Failure): void {
    this.end();
    this.#owner.fail(failure);
  }

  #tell(step: Progress["step"], received: number, total: number | null): void {
    this.#owner.report({ step, received, total });
  }
}
