/** Keeps the learner record: reads before it writes, loses nothing, and says how keeping goes. */

import { Journal } from "./journal";
import {
  type Entries,
  type Entry,
  type LearnerRecord,
  madeSince,
  mergeEntries,
  mergeEntry,
  momentAfter,
} from "./record";
import { allSetAside, type SetAside, setAside } from "./set-aside";
import type { Slots } from "./slots";
import { type Rejected, readRecord } from "./validate";

/**
 * kept: all is in localStorage · off: the browser refuses · full: no room · newer: a later version of the course wrote
 * the record, so it is left alone · example: a page that belongs to no module, where nothing is meant to be kept.
 * Except when kept, changes live in memory until the page closes; when full, in the second copy, too.
 */
export type Status = "kept" | "off" | "full" | "newer" | "example";

const MOMENT = 1000; // ms: many times what a change needs to reach the other tabs

function holds(entries: Entries, others: Entries): boolean {
  return Object.entries(others).every(([key, other]) => {
    const mine = entries[key];
    return mine && JSON.stringify(mergeEntry(mine, other)) === JSON.stringify(mergeEntry(mine, mine));
  });
}

export class Store extends EventTarget {
  entries: Entries = {};
  /** Whether something was set aside since the page opened. */
  damaged = false;
  #slots: Slots | null;
  #journal: Journal | null;
  #newer = false;
  #course: string;
  #renamed: Record<string, string>;
  /** What the record's slot held when last read or written. */
  #text: string | null | undefined;
  /** Changes that may yet be lost, and whether the slot was given them. */
  #unsaved: Entries = {};
  #given = false;
  /** Bad data still to be set aside: until it is, the record is not written over it. */
  #rejected: Rejected[] = [];

  constructor(course: string, slots: Slots | null, renamed: Record<string, string> = {}) {
    super();
    this.#course = course;
    this.#slots = slots;
    this.#journal = slots && new Journal(course);
    this.#renamed = renamed;
    this.#read();
    this.#recover().catch(() => undefined); // then there is one copy, as there always was
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

  /** The record as files: what a newer version wrote as it is, and beside it what this page holds. */
  get files(): Record<string, string> {
    const here = `${JSON.stringify(this.export(), null, 2)}\n`;
    if (!this.#newer) return { record: here };
    return { record: this.#text ?? "", ...(Object.keys(this.entries).length > 0 && { since: here }) };
  }

  /** Empty the record; `reset.ts` keeps what it held. */
  clear(): void {
    const moment = momentAfter(this.entries);
    this.#unsaved = {};
    this.#write({});
    this.#slots?.put("cleared", moment);
  }

  get setAside(): SetAside[] {
    return allSetAside(this.#slots);
  }

  /** Set aside what could not be read in another slot; true when nothing of it is left to lose. */
  keepAside(rejected: Rejected[]): boolean {
    const done = this.#keepAside(rejected);
    this.#changed();
    return done;
  }

  #read(): void {
    const text = this.#slots?.get("record");
    if (text === undefined || text === this.#text) this.#settle();
    else this.#take(text);
  }

  #take(text: string | null): void {
    if (text === null && this.#given && this.#slots?.settled) this.#unsaved = {}; // somebody has cleared the storage
    this.#text = text;
    this.#given = false;
    const reading = readRecord(text, this.#renamed);
    this.#newer = reading.kind === "newer";
    this.#rejected = reading.kind === "record" ? reading.rejected : [];
    const kept = reading.kind === "record" ? reading.entries : {};
    this.#forgetWhatWasReset();
    // What this page has read before makes good what is damaged now.
    this.entries = mergeEntries(kept, this.#rejected.length ? this.entries : this.#unsaved);
    const owed = this.#rejected.length > 0 || !holds(kept, this.#unsaved);
    if (owed && !this.#slots?.trouble) this.#write(this.entries);
  }

  /** What another tab's reset has removed must not come back by itself. */
  #forgetWhatWasReset(): void {
    const reset = readRecord(this.#slots?.get("before-reset") ?? null);
    if (reset.kind !== "record") return;
    const fresh = Object.entries(this.#unsaved).filter(
      ([key, entry]) => !holds(reset.entries, { [key]: entry }),
    );
    this.#unsaved = Object.fromEntries(fresh);
  }

  /** Take back what was kept just before the browser was killed. */
  async #recover(): Promise<void> {
    const opened = this.entries; // what is written before the copy is read says nothing about what was lost
    const text = await this.#journal?.read();
    if (this.#newer) return;
    if (typeof text === "string" && text !== this.#text) this.#takeBack(text, opened);
    this.#journal?.begin();
  }

  #takeBack(text: string, opened: Entries): void {
    const reading = readRecord(text, this.#renamed);
    if (reading.kind !== "record" || reading.course !== this.#course) return;
    const copy = madeSince(this.#slots?.get("cleared"), reading.entries);
    // An entry that is behind may hold what the learner has removed since.
    const ahead = Object.entries(copy).filter(([key, { at }]) => at >= (opened[key]?.at ?? ""));
    if (!holds(this.entries, Object.fromEntries(ahead))) this.merge(Object.fromEntries(ahead));
    else this.#journal?.keep(JSON.stringify(this.export())); // what was deleted elsewhere goes from here, too
  }

  #write(entries: Entries): void {
    this.entries = entries;
    const text = JSON.stringify(this.export());
    this.#given = !this.#newer && this.#quarantine() && (this.#slots?.put("record", text) ?? false);
    if (this.#given) this.#text = text;
    if (this.#given || this.status === "full") this.#journal?.keep(text);
    this.#settle();
    this.#changed();
  }

  /**
   * What is kept can still be written over for a moment: tabs are processes of their own, and two that write at once each
   * believe to be alone. On file:// it takes a moment, too, until the slot has taken it.
   */
  #settle(): void {
    if (!this.#given || !this.#slots?.settled) return;
    const kept = this.#unsaved;
    setTimeout(() => {
      if (this.#unsaved === kept) this.#unsaved = {};
    }, MOMENT);
  }

  #quarantine(): boolean {
    const done = this.#keepAside(this.#rejected);
    if (done) this.#rejected = [];
    return done;
  }

  #keepAside(rejected: Rejected[]): boolean {
    const done = setAside(this.#slots, rejected);
    if (done && rejected.length) this.damaged = true;
    return done;
  }

  #changed(): void {
    this.dispatchEvent(new Event("record"));
  }
}
