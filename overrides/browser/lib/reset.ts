/** Empties the record in a way that can be undone, until the learner deletes for good what was removed. */

import type { PageData } from "./page-data";
import { type Entries, type LearnerRecord, mergeEntries } from "./record";
import { Slots } from "./slots";
import type { Store } from "./store";
import { type Reading, readRecord } from "./validate";

const SLOT = "before-reset";

export class Reset {
  #store: Store;
  #slots: Slots;
  #renamed: Record<string, string>;
  /** What was pressed last, until it is known whether that came to anything. */
  #pressed: { again: () => unknown; came: () => boolean } | undefined;

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
    const done = this.#empty();
    const { cleared } = this.#store.export();
    const came = () => this.#store.export().cleared === cleared;
    this.#pressed = done ? { again: () => this.reset(), came } : undefined;
    return done;
  }

  undo(): void {
    const came = this.#change();
    if (this.#removed) this.#store.restore(this.#removed);
    const done = this.#store.status === "kept" && this.#replace(null);
    this.#pressed = done ? { again: () => this.undo(), came } : undefined;
  }

  /** False when something in it can neither be read nor be set aside: then it stays. */
  forget(): boolean {
    const came = this.#change();
    const done = this.#replace(null);
    this.#pressed = done ? { again: () => this.forget(), came } : undefined;
    return done;
  }

  /** On file:// a press comes to nothing when another tab writes at the same moment: it is done again. */
  insist(): void {
    if (!this.#pressed || (!this.#slots.settled && !this.#slots.trouble)) return;
    const { again, came } = this.#pressed;
    this.#pressed = undefined;
    if (!this.#slots.trouble && !came()) again();
  }

  /** Whether the slot has changed since now. */
  #change(): () => boolean {
    const was = this.#slots.get(SLOT);
    return () => this.#slots.get(SLOT) !== was;
  }

  #empty(): boolean {
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

  get #removed(): Pick<LearnerRecord, "cleared" | "entries"> | undefined {
    return this.#slots.get(SLOT) ? this.#read() : undefined;
  }

  #read(): Reading {
    return readRecord(this.#slots.get(SLOT) ?? null, this.#renamed);
  }

  /** Nothing is written over what cannot be read: it is set aside first, and what a newer version left stays. */
  #replace(text: string | null): boolean {
    const reading = this.#read();
    if (reading.kind === "newer" || !this.#store.keepAside(reading.rejected)) return false;
    return this.#slots.put(SLOT, text);
  }
}
