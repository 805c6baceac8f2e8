/** One worker from its spawning to its end, however it ends. */

import type { Alive, FromWorker, Returned, ToWorker } from "./protocol";

const PATIENCE = 5000; // ms in which a worker with nothing to do takes what it is sent, on however busy a machine
let lives = 0;

export class LiveWorker {
  #worker: Worker;
  #over = new AbortController();
  #life = `lab ${performance.timeOrigin} ${++lives}`;
  #died: (why: string) => void;
  #locked = false;
  #ready = false;
  /** How many requests it has not answered, and until when it may keep silent about one. */
  #unanswered = 0;
  #patience = 0;

  /** `died` is called once, unless the worker is ended from here. Throws where workers cannot be had. */
  constructor(url: string, hear: (message: FromWorker | Returned) => void, died: (why: string) => void) {
    const { signal } = this.#over;
    this.#worker = new Worker(url, { type: "module", name: "lab" });
    const message = ({ data }: MessageEvent<Alive | Returned | FromWorker>) => {
      clearTimeout(this.#patience);
      if (data.kind === "alive") this.#watch();
      else if (data.kind !== "taken") hear(this.#counted(data));
    };
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

  start(name: string, whole: boolean): void {
    this.send({ kind: "start", package: name, life: this.#life, whole });
  }

  /** `given` is handed over and not copied. */
  send(message: ToWorker, given: Transferable[] = []): void {
    this.#worker.postMessage(message, given);
    if (message.kind === "run" || message.kind === "ask") this.#expect();
  }

  /** One that is at work may be silent for as long as it takes; one that has nothing to do says that it takes this. */
  #expect(): void {
    if (this.#ready && !this.#locked && this.#unanswered === 0)
      this.#patience = setTimeout(() => this.#died("the worker is gone"), PATIENCE);
    this.#unanswered++;
  }

  #counted<Message extends FromWorker | Returned>(message: Message): Message {
    if (message.kind === "ready") this.#ready = true;
    if (message.kind === "done" || message.kind === "failed") this.#unanswered--;
    return message;
  }

  /** The worker holds a lock for as long as it lives: whoever gets it next knows that it died, even without a word. */
  #watch(): void {
    const { signal } = this.#over;
    this.#locked = true;
    const watching = navigator.locks.request(this.#life, { signal }, () => this.#died("the worker is gone"));
    watching.catch(() => undefined); // ended from here
  }

  end(): void {
    this.#over.abort();
    clearTimeout(this.#patience);
    this.#worker.terminate();
  }
}
