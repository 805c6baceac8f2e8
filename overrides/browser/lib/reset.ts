/** Empties the record in a way that can be undone, until the learner deletes for good what was removed. */

import type { PageData } from "./page-data";
import { type Entries, mergeEntries } from "./record";
import { Slots } from "./slots";
import type { Store } from "./store";
import { readRecord } from "./validate";

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
    const reading = readRecord(this.#slots.get("before-reset") ?? "{}", this.#renamed);
    return reading.kind === "record" ? reading.entries : {};
  }

  /** False when what the record holds could not be kept for undoing: then nothing is emptied. */
  reset(): boolean {
    this.#store.merge({}); // reads what other tabs have written
    if (this.#store.status === "newer") return false;
    const removed = mergeEntries(this.removed, this.#store.entries);
    const done = this.#slots.put("before-reset", JSON.stringify(this.#store.export(removed)));
    if (done) this.#store.clear();
    return done;
  }

  undo(): void {
    this.#store.merge(this.removed);
    if (this.#store.status === "kept") this.forget();
  }

  forget(): void {
    this.#slots.put("before-reset", null);
  }
}
