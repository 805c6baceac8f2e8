/** Empties the record in a way that can be undone, until the learner deletes for good what was removed. */

import type { PageData } from "./page-data";
import { type Entries, type LearnerRecord, mergeEntries } from "./record";
import { Slots } from "./slots";
import type { Store } from "./store";
import { type Reading, readRecord } from "./validate";

export class Reset {
  #store: Store;
  #slots: Slots;
  #renamed: Record<string, string>;

  constructor(store: Store, page: PageData) {
    this.#store = store;
    this.#slots = new Slots(page.course.id);
    this.#renamed = page.renamed;
  }

  /** What resets removed: all of it, also after resetting twice. */
  get removed(): Entries {
    return this.#removed?.entries ?? {};
  }

  /** False when what the record holds could not be kept for undoing: then nothing is emptied. */
  reset(): boolean {
    this.#store.merge({}); // reads what other tabs have written
    if (this.#store.status === "newer") return false;
    const record = this.#store.export();
    const { cleared, entries } = this.#removed ?? record; // of the first of several resets: undoing undoes them all
    const merged = mergeEntries(entries, record.entries);
    const removed = { ...record, cleared: cleared || undefined, entries: merged };
    const done = this.#replace(JSON.stringify(removed));
    if (done) this.#store.clear();
    return done;
  }

  undo(): void {
    if (this.#removed) this.#store.restore(this.#removed);
    if (this.#store.status === "kept") this.forget();
  }

  /** False when something in it can neither be read nor be set aside: then it stays. */
  forget(): boolean {
    return this.#replace(null);
  }

  get #removed(): Pick<LearnerRecord, "cleared" | "entries"> | undefined {
    return this.#slots.get("before-reset") ? this.#read() : undefined;
  }

  #read(): Reading {
    return readRecord(this.#slots.get("before-reset") ?? null, this.#renamed);
  }

  /** Nothing is written over what cannot be read: it is set aside first, and what a newer version left stays. */
  #replace(text: string | null): boolean {
    const reading = this.#read();
    if (reading.kind === "newer" || !this.#store.keepAside(reading.rejected)) return false;
    return this.#slots.put("before-reset", text);
  }
}
