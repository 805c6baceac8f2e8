/** One worker from its spawning to its end, however it ends. */

import type { FromWorker, Python, ToWorker } from "./protocol";

export class LiveWorker {
  #worker: Worker;
  #over = new AbortController();
  #died: (why: string) => void;

  /** `died` is called once, unless the worker is ended from here. Throws where workers cannot be had. */
  constructor(url: string, hear: (message: FromWorker) => void, died: (why: string) => void) {
    const { signal } = this.#over;
    this.#worker = new Worker(url, { type: "module", name: "lab" });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => hear(data), { signal });
    this.#died = (why) => {
      this.end();
      died(why);
    };
    const fail = (event: ErrorEvent) => {
      event.preventDefault();
      this.#died(event.message ?? url);
    };
    this.#worker.addEventListener("error", fail, { signal });
  }

  /** Hand over what Python starts from, and one end of a channel: it closes with the worker, which may die without a word. */
  start(name: string, python: Python): void {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("close", () => this.#died("the worker is gone"), { signal: this.#over.signal });
    port1.start();
    this.#worker.postMessage({ kind: "start", package: name, alive: port2, ...python }, [port2]);
  }

  send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  end(): void {
    this.#over.abort();
    this.#worker.terminate();
  }
}
