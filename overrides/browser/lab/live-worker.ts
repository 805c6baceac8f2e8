/** One worker from its spawning to its end, however it ends. */

import type { Alive, FromWorker, Python, ToWorker } from "./protocol";

let lives = 0;

export class LiveWorker {
  #worker: Worker;
  #over = new AbortController();
  #life = `lab ${performance.timeOrigin} ${++lives}`;
  #died: (why: string) => void;

  /** `died` is called once, unless the worker is ended from here. Throws where workers cannot be had. */
  constructor(url: string, hear: (message: FromWorker) => void, died: (why: string) => void) {
    const { signal } = this.#over;
    this.#worker = new Worker(url, { type: "module", name: "lab" });
    const message = ({ data }: MessageEvent<Alive | FromWorker>) =>
      data.kind === "alive" ? this.#watch() : hear(data);
    this.#worker.addEventListener("message", message, { signal });
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

  /** Hand over what Python starts from. */
  start(name: string, python: Python): void {
    this.send({ kind: "start", package: name, life: this.#life, ...python });
  }

  send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** The worker holds a lock for as long as it lives: whoever gets it next knows that it died, even without a word. */
  #watch(): void {
    const { signal } = this.#over;
    const watching = navigator.locks.request(this.#life, { signal }, () => this.#died("the worker is gone"));
    watching.catch(() => undefined); // ended from here
  }

  end(): void {
    this.#over.abort();
    this.#worker.terminate();
  }
}
