/** Keeps the learner record: reads before it writes, loses nothing, and says how keeping goes. */

import { Journal } from "./journal";
import { type Entries, type Entry, type LearnerRecord, mergeEntries, stamp } from "./record";
import { recover } from "./recovery";
import { Quarantine } from "./set-aside";
import type { Slots } from "./slots";
import { holds, Unsaved } from "./unsaved";
import { type Rejected, readRecord } from "./validate";

/**
 * kept: all is in localStorage · off: the browser refuses · full: no room · newer: a later version of the course wrote
 * the record, so it is left alone · example: a page that belongs to no module, where nothing is meant to be kept.
 * Except when kept, changes live in memory until the page closes; when full, in the second copy, too.
 */
export type Status = "kept" | "off" | "full" | "newer" | "example";

export class Store extends EventTarget {
  entries: Entries = {};
  readonly quarantine: Quarantine;
  #slots: Slots | null;
  #journal: Journal | null;
  #newer = false;
  #course: string;
  #renamed: Record<string, string>;
  /** When the learner last emptied the record; empty itself if never. */
  #cleared = "";
  /** What the record's slot held when last read or written. */
  #text: string | null | undefined;
  #unsaved = new Unsaved();
  /** Whether the slot was given all changes. */
  #given = false;

  constructor(course: string, slots: Slots | null, renamed: Record<string, string> = {}) {
    super();
    this.#course = course;
    this.#slots = slots;
    this.#journal = slots && new Journal(course);
    this.quarantine = new Quarantine(slots);
    this.#renamed = renamed;
    this.#read();
    if (this.#journal) recover(this, this.#journal, renamed).catch(() => undefined); // then there is one copy
    slots?.watch(() => {
      this.#read();
      this.#changed();
    });
  }

  get status(): Status {
    if (!this.#slots) return "example";
    return this.#newer ? "newer" : (this.#slots.trouble ?? "kept");
  }

  /** Change entries. What other tabs have written meanwhile is read first, so that nothing of theirs is overwritten. */
  update(change: (entries: Entries) => Entries): void {
    this.#read();
    const changed = change(this.entries);
    this.#unsaved.add(changed);
    this.#write({ ...this.entries, ...changed });
  }

  put<E extends Entry>(key: string, revise: (kept: E | undefined) => E): void {
    this.update((entries) => ({ [key]: revise(entries[key] as E | undefined) }));
  }

  merge(others: Entries): void {
    this.update((entries) => mergeEntries(entries, others));
  }

  export(): LearnerRecord {
    return {
      schema: 1,
      course: this.#course,
      ...(this.#cleared && { cleared: this.#cleared }),
      entries: this.entries,
    };
  }

  /** The record as files: what a newer version wrote as it is, and beside it what this page holds. */
  get files(): Record<string, string> {
    const here = `${JSON.stringify(this.export(), null, 2)}\n`;
    if (!this.#newer) return { record: here };
    return { record: this.#text ?? "", ...(Object.keys(this.entries).length > 0 && { since: here }) };
  }

  /** Empty the record; `reset.ts` keeps what it held. */
  clear(): void {
    this.#cleared = stamp({ at: this.#cleared });
    this.#unsaved.clear();
    this.#write({});
  }

  /** As if the record had not been emptied: copies from before count again. */
  restore({ cleared, entries: removed }: Pick<LearnerRecord, "cleared" | "entries">): void {
    this.update((entries) => {
      this.#cleared = cleared ?? "";
      return mergeEntries(entries, removed);
    });
  }

  /** Set aside what could not be read in another slot; true when nothing of it is left to lose. */
  keepAside(rejected: Rejected[]): boolean {
    const done = this.quarantine.take(rejected);
    this.#changed();
    return done;
  }

  #read(): void {
    const text = this.#slots?.get("record");
    if (text === undefined || text === this.#text) this.#settle();
    else this.#take(text);
  }

  #take(text: string | null): void {
    if (text === null && this.#given && this.#slots?.settled) this.#unsaved.clear(); // somebody has cleared the storage
    this.#text = text;
    const { kind, entries: kept, rejected, cleared } = readRecord(text, this.#renamed);
    this.#newer = kind === "newer";
    const damaged = rejected.length > 0;
    this.quarantine.wait(rejected);
    this.#forget(cleared);
    // What this page has read before makes good what is damaged now.
    this.#cleared = cleared || (damaged ? this.#cleared : "");
    this.entries = mergeEntries(kept, damaged ? this.entries : this.#unsaved.entries);
    this.#given = !damaged && holds(kept, this.#unsaved.entries);
    if (this.#given) this.#settle();
    else this.#unsaved.add({});
    if (!this.#given && !this.#slots?.trouble) this.#write(this.entries);
  }

  /** What a reset has removed must not come back by itself, whether it can still be undone or was deleted for good. */
  #forget(cleared: string): void {
    const left = this.#slots?.get("before-reset") ?? null;
    const removed = readRecord(left);
    const undoable = left === null ? cleared : removed.cleared;
    if (undoable > this.#cleared) this.#unsaved.clear();
    else this.#unsaved.forget(removed.entries);
  }

  #write(entries: Entries): void {
    this.entries = entries;
    const text = JSON.stringify(this.export());
    const free = !this.#newer && this.quarantine.takeWaiting();
    this.#given = free && (this.#slots?.put("record", text) ?? false);
    if (this.#given) this.#text = text;
    if (this.#given || this.status === "full") this.#journal?.keep(text);
    this.#settle();
    this.#changed();
  }

  /** On file:// it takes a moment until the slot has taken what it was given. */
  #settle(): void {
    if (this.#given && this.#slots?.settled) this.#unsaved.settle();
  }

  #changed(): void {
    this.dispatchEvent(new Event("record"));
  }
}
