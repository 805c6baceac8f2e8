/** What could not be read, kept as it was: only ever added to. */

import { isObject } from "./json-schema";
import type { Slots } from "./slots";
import { parse, type Rejected } from "./validate";

export type SetAside = Rejected & { at?: string };

export class Quarantine {
  /** Whether something was set aside since the page opened. */
  used = false;
  #slots: Slots | null;
  /** What stands in the record and is still to be set aside: until it is, the record is not written over it. */
  #waiting: Rejected[] = [];

  constructor(slots: Slots | null) {
    this.#slots = slots;
  }

  /** A list that is damaged itself counts as one more such thing. */
  get all(): SetAside[] {
    const text = this.#slots?.get("set-aside");
    if (!text) return [];
    const found = parse(text);
    return Array.isArray(found) && found.every(isObject)
      ? (found as unknown as SetAside[])
      : [{ value: text }];
  }

  wait(rejected: Rejected[]): void {
    this.#waiting = rejected;
  }

  /** True when nothing is left to lose where the record stands. */
  takeWaiting(): boolean {
    const done = this.take(this.#waiting);
    if (done) this.#waiting = [];
    return done;
  }

  /** True when nothing of it is left to lose: only then may the place it stood in be written over. */
  take(rejected: Rejected[]): boolean {
    const done = this.#put(rejected);
    if (done && rejected.length) this.used = true;
    return done;
  }

  #put(rejected: Rejected[]): boolean {
    const known = this.all;
    const fresh = rejected.filter((one) => !known.some((old) => identity(old) === identity(one)));
    if (!fresh.length) return true;
    const at = new Date().toISOString();
    const all = [...known, ...fresh.map((one) => ({ at, ...one }))];
    return this.#slots?.put("set-aside", JSON.stringify(all)) ?? false;
  }
}

function identity({ key, value }: Rejected): string {
  return JSON.stringify([key, value]);
}
