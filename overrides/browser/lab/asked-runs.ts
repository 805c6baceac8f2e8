/** The runs and answers that somebody waits for. */

import type { Failure, Request } from "./protocol";
import { RuntimeError } from "./runtime-error";
import type { TraceRecord } from "./trace";

/** Takes the records of a run as they come. */
export type Take = (records: TraceRecord[]) => void;

interface Asked {
  request: Request;
  take: Take;
  /** How many records were told, and how many of those are still to come once more. */
  told: number;
  again: number;
  resolve: (ending: unknown) => void;
  reject: (reason: RuntimeError) => void;
}

export class AskedRuns {
  #asked = new Map<number, Asked>();
  #lastId = 0;

  get size(): number {
    return this.#asked.size;
  }

  /** What to tell the worker, of those it was not told or has forgotten. */
  get messages(): Request[] {
    return [...this.#asked.values()].map(({ request }) => request);
  }

  add(made: (id: number) => Request, take: Take): { request: Request; ending: Promise<unknown> } {
    const request = made(++this.#lastId);
    const ending = new Promise<unknown>((resolve, reject) => {
      this.#asked.set(request.id, { request, take, told: 0, again: 0, resolve, reject });
    });
    return { request, ending };
  }

  take(id: number, records: TraceRecord[]): void {
    const asked = this.#asked.get(id);
    if (!asked) return;
    const fresh = records.slice(asked.again);
    asked.again -= records.length - fresh.length;
    asked.told += fresh.length;
    if (fresh.length > 0) asked.take(fresh);
  }

  done(id: number, ending: unknown): void {
    this.#asked.get(id)?.resolve(ending);
    this.#asked.delete(id);
  }

  fail(id: number, failure: Failure): void {
    this.#asked.get(id)?.reject(new RuntimeError(failure));
    this.#asked.delete(id);
  }

  failAll(failure: Failure): void {
    for (const id of [...this.#asked.keys()]) this.fail(id, failure);
  }

  /** They are made once more, from the beginning, and are the same: what was told is not told twice. */
  beginAgain(): void {
    for (const asked of this.#asked.values()) asked.again = asked.told;
  }
}
