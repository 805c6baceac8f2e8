/**
 * Changes that may yet be lost: tabs are processes of their own, and of two that write at once each believes to be alone.
 * Until they are known to be kept, they are put again on top of what another tab has written.
 */

import { type Entries, mergeEntry } from "./record";

const MOMENT = 1000; // ms: many times what a change needs to reach the other tabs

export class Unsaved {
  entries: Entries = {};
  #moment: ReturnType<typeof setTimeout> | undefined;

  /** Changes that have come, or none: then those that are here are not kept any more. */
  add(changes: Entries): void {
    this.entries = { ...this.entries, ...changes };
    clearTimeout(this.#moment);
    this.#moment = undefined;
  }

  clear(): void {
    this.entries = {};
  }

  /** What another tab's reset has removed must not come back by itself. */
  forget(removed: Entries): void {
    const fresh = Object.entries(this.entries).filter(([key, entry]) => !holds(removed, { [key]: entry }));
    this.entries = Object.fromEntries(fresh);
  }

  /** All of it is kept, and counts as safe when a moment has passed in which nothing was added. */
  settle(): void {
    this.#moment ??= setTimeout(() => this.clear(), MOMENT);
  }
}

/** Whether merging the others would change nothing. */
export function holds(entries: Entries, others: Entries): boolean {
  return Object.entries(others).every(([key, other]) => {
    const mine = entries[key];
    return mine && JSON.stringify(mergeEntry(mine, other)) === JSON.stringify(mergeEntry(mine, mine));
  });
}
