/** What the labs of a document are started from: loaded when first asked for, and kept for the next start. */

import { addressOf, bytesOf, moduleOf, type Part } from "./part";

/** As the page says, with absolute addresses. `library` is what a start without the snapshot takes, by file name. */
export interface PartList {
  worker: Part;
  python: Part;
  snapshot: Part | null;
  library: Record<string, Part>;
}

type Report = (received: number, total: number) => void;

/** What a start takes, on its way: `snapshot`, or `library` where the start is to do without it. */
export interface Loading {
  /** The worker's address. */
  worker: Promise<string>;
  python: Promise<WebAssembly.Module>;
  snapshot?: Promise<ArrayBuffer>;
  library?: Promise<Record<string, ArrayBuffer>>;
}

export class Parts {
  /** Why a start is to do without the snapshot, if it is. */
  without: string | undefined;
  #list: PartList;
  #kept = new Map<Part, Promise<unknown>>();

  constructor(list: PartList) {
    this.#list = list;
    if (!list.snapshot) this.without = "this page names no snapshot";
  }

  /** Ask for all of it at once. Each rejects with PartError, `python` also where this browser cannot compile it. */
  load(report: Report, signal: AbortSignal): Loading {
    const gauge = gaugeOf(report);
    const list = this.#list;
    const way = (part: Part, turn: Promise<unknown>) => ({ turn, report: gauge(part), signal });
    const worker = this.#worker(signal);
    const python = this.#keep(list.python, signal, () => moduleOf(list.python, way(list.python, worker)));
    const bytes = (part: Part) => this.#keep(part, signal, () => bytesOf(part, way(part, python)));
    if (list.snapshot && !this.without) return { worker, python, snapshot: bytes(list.snapshot) };
    const files = Object.entries(list.library).map(
      async ([name, part]) => [name, await bytes(part)] as const,
    );
    const library = Promise.all(files).then((all) => Object.fromEntries(all));
    library.catch(() => undefined); // what is waited for first tells
    return { worker, python, library };
  }

  /** The snapshot goes to a worker, uncopied. A start that comes before it is back loads it again. */
  lend(): void {
    if (this.#list.snapshot) this.#kept.delete(this.#list.snapshot);
  }

  takeBack(snapshot: ArrayBuffer): void {
    if (this.#list.snapshot) this.#kept.set(this.#list.snapshot, Promise.resolve(snapshot));
  }

  /** One copy for both editions, as a file or as a data: URL. */
  async #worker(signal: AbortSignal): Promise<string> {
    const { worker } = this.#list;
    const address = addressOf(worker);
    if (address === worker.file) return address;
    const way = { turn: Promise.resolve(), report: () => undefined, signal };
    const bytes = await this.#keep(worker, signal, () => bytesOf(worker, way));
    return dataUrl(new Blob([bytes], { type: "text/javascript" }));
  }

  /** One load for every asking; one that failed, or was given up at `signal`, can be asked for again at once. */
  #keep<T>(part: Part, signal: AbortSignal, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(part) as Promise<T> | undefined;
    if (known) return known;
    const loading = make();
    const forget = () => {
      if (this.#kept.get(part) === loading) this.#kept.delete(part);
    };
    this.#kept.set(part, loading);
    signal.addEventListener("abort", forget);
    loading.then(() => signal.removeEventListener("abort", forget), forget);
    return loading;
  }
}

/** Each report is a frame to be drawn, which takes the time of what it tells of. */
const REPORTED_EVERY_MS = 200;

/** Sums what is loaded in one start. */
function gaugeOf(report: Report): (part: Part) => (bytes: number) => void {
  let received = 0;
  let total = 0;
  let told = performance.now();
  return ({ size }) => {
    total += size;
    report(received, total);
    return (bytes) => {
      received += bytes;
      const now = performance.now();
      if (received < total && now - told < REPORTED_EVERY_MS) return;
      told = now;
      report(received, total);
    };
  };
}

function dataUrl(blob: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
