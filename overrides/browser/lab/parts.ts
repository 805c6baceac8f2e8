/** What the labs of a document are started from: loaded when first asked for, and kept for the next start. */

import { addressOf, bytesOf, moduleOf, type Part, PartError } from "./part";
import type { Python } from "./protocol";

/** As the page says, with absolute addresses. `library` is what a start without the snapshot takes, by file name. */
export interface PartList {
  worker: Part;
  python: Part;
  snapshot: Part | null;
  library: Record<string, Part>;
}

const NONE = Promise.reject(new PartError("this page names no snapshot"));
NONE.catch(() => undefined);

type Report = (received: number, total: number) => void;

export class Parts {
  /** Why a start is to do without the snapshot, if it is. */
  without: string | undefined;
  #list: PartList;
  #kept = new Map<Part, Promise<unknown>>();

  constructor(list: PartList) {
    this.#list = list;
  }

  /** The worker's address: one copy for both editions, as a file or as a data: URL. */
  async worker(signal: AbortSignal): Promise<string> {
    const { worker } = this.#list;
    const address = addressOf(worker);
    if (address === worker.file) return address;
    const bytes = await this.#keep(worker, () => bytesOf(worker, () => undefined, signal));
    return dataUrl(new Blob([bytes], { type: "text/javascript" }));
  }

  /** What Python starts from. Rejects with PartError, or because this browser cannot compile it. */
  async load(report: Report, signal: AbortSignal): Promise<Python> {
    const gauge = gaugeOf(report);
    const { python, snapshot, library } = this.#list;
    const bytes = (part: Part) => this.#keep(part, () => bytesOf(part, gauge(part), signal));
    const module = this.#keep(python, () => moduleOf(python, gauge(python), signal));
    const memory = this.without ?? (await (snapshot ? bytes(snapshot) : NONE).catch(String));
    if (memory instanceof ArrayBuffer) return { python: await module, snapshot: memory };
    signal.throwIfAborted();
    const files = Object.entries(library).map(async ([name, part]) => [name, await bytes(part)] as const);
    return { python: await module, library: Object.fromEntries(await Promise.all(files)), why: memory };
  }

  /** One load for every asking; one that failed can be asked for again. */
  #keep<T>(part: Part, make: () => Promise<T>): Promise<T> {
    const kept = (this.#kept.get(part) ?? make()) as Promise<T>;
    this.#kept.set(part, kept);
    kept.catch(() => this.#kept.delete(part));
    return kept;
  }
}

/** Sums what is loaded in one start. */
function gaugeOf(report: Report): (part: Part) => (bytes: number) => void {
  let received = 0;
  let total = 0;
  return ({ size }) => {
    total += size;
    return (bytes) => {
      received += bytes;
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
