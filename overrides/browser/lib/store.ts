/** Keeps the learner record: reads before it writes, loses nothing, and says how keeping goes. */

import { isObject } from "./json-schema";
import { type Entries, type Entry, type LearnerRecord, mergeEntries } from "./record";
import type { Slots } from "./slots";
import { type Rejected, readRecord } from "./validate";

/**
 * kept: all is in localStorage · off: the browser refuses · full: no room · newer: a later version of the course wrote
 * the record, so it is left alone · example: a page that belongs to no module, where nothing is meant to be kept.
 * Except when kept, changes live in memory until the page closes.
 */
export type Status = "kept" | "off" | "full" | "newer" | "example";

export type SetAside = Rejected & { at?: string };

export class Store extends EventTarget {
  entries: Entries = {};
  /** Whether something was set aside since the page opened. */
  damaged = false;
  #slots: Slots | null;
  #newer = false;
  #course: string;
  #renamed: Record<string, string>;
  /** What the record's slot held when last read or written. */
  #text: string | null | undefined;
  /** Changes that the slot has not taken. */
  #unsaved: Entries = {};
  /** Bad data still to be set aside: until it is, the record is not written over it. */
  #rejected: Rejected[] = [];

  constructor(course: string, slots: Slots | null, renamed: Record<string, string> = {}) {
    super();
    this.#course = course;
    this.#slots = slots;
    this.#renamed = renamed;
    this.#read();
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
    this.#unsaved = { ...this.#unsaved, ...changed };
    this.#write({ ...this.entries, ...changed });
  }

  put<E extends Entry>(key: string, revise: (kept: E | undefined) => E): void {
    this.update((entries) => ({ [key]: revise(entries[key] as E | undefined) }));
  }

  merge(others: Entries): void {
    this.update((entries) => mergeEntries(entries, others));
  }

  export(entries = this.entries): LearnerRecord {
    return { schema: 1, course: this.#course, entries };
  }

  /** Empty the record; `reset.ts` keeps what it held. */
  clear(): void {
    this.#unsaved = {};
    this.#write({});
  }

  /** What could not be read, as it was. A list that is damaged itself counts as one more such thing. */
  get setAside(): SetAside[] {
    const text = this.#slots?.get("set-aside");
    if (!text) return [];
    try {
      const found: unknown = JSON.parse(text);
      if (Array.isArray(found) && found.every(isObject)) return found as unknown as SetAside[];
    } catch {}
    return [{ value: text }];
  }

  #read(): void {
    const text = this.#slots?.get("record");
    if (text === undefined || text === this.#text) return;
    this.#text = text;
    const reading = readRecord(text ?? '{"entries":{}}', this.#renamed);
    this.#newer = reading.kind === "newer";
    this.#rejected = reading.kind === "record" ? reading.rejected : [];
    const kept = reading.kind === "record" ? reading.entries : {};
    // What this page has read before makes good what is damaged now.
    this.entries = mergeEntries(kept, this.#rejected.length ? this.entries : this.#unsaved);
    if (this.#rejected.length) this.#write(this.entries);
  }

  #write(entries: Entries): void {
    this.entries = entries;
    const text = JSON.stringify(this.export());
    if (!this.#newer && this.#quarantine() && this.#slots?.put("record", text)) {
      this.#text = text;
      this.#unsaved = {};
    }
    this.#changed();
  }

  /** Set the bad data aside; true when there is none left to lose. */
  #quarantine(): boolean {
    if (!this.#rejected.length) return true;
    const known = this.setAside;
    const at = new Date().toISOString();
    const fresh = this.#rejected.filter((one) => !known.some((old) => same(old, one)));
    const all = [...known, ...fresh.map((one) => ({ at, ...one }))];
    if (!this.#slots?.put("set-aside", JSON.stringify(all))) return false;
    this.#rejected = [];
    this.damaged = true;
    return true;
  }

  #changed(): void {
    this.dispatchEvent(new Event("record"));
  }
}

function same(a: Rejected, b: Rejected): boolean {
  return a.key === b.key && JSON.stringify(a.value) === JSON.stringify(b.value);
}
