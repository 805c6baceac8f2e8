/**
 * What was typed just before a page closed, too late for the store frame: it waits in the page's own storage and joins the
 * record when a page that sees that storage opens (Chromium: any page of the course; Firefox: the same page).
 */

import { type Entries, madeSince, mergeEntries } from "../lib/record";
import { parse, readRecord } from "../lib/validate";

export class Late {
  #prefix: string;
  #mine: string;
  /** The keys of what has joined the record, but is not known to be kept there. */
  #joined: string[] = [];

  constructor(prefix: string) {
    this.#prefix = `${prefix}late:`;
    this.#mine = this.#prefix + crypto.randomUUID();
  }

  /** Leave a record and what it was made from: what differs is what is late. */
  leave(text: string, was: string | null): void {
    try {
      localStorage.setItem(this.#mine, JSON.stringify([text, was]));
      if (!this.#joined.includes(this.#mine)) this.#joined.push(this.#mine);
    } catch {
      // Nothing more can be done for it: the page is closing.
    }
  }

  /**
   * The record with all that was left since the learner emptied it, or undefined when nothing was. Where the record must
   * not be written over, all that was left waits on.
   */
  join(held: string | null, cleared: string | null): string | undefined {
    const left = this.#left();
    const now = readRecord(held);
    if (!left.length || now.kind === "newer" || now.rejected.length) return undefined;
    this.#joined.push(...left.map(([key]) => key));
    const late = left.map(([, [text, was]]) => madeSince(cleared, since(text, was)));
    const entries = late.reduce(mergeEntries, now.entries);
    return JSON.stringify({ schema: 1, course: left.map(([, [text]]) => courseOf(text))[0], entries });
  }

  /** What has joined is kept: it need not wait any longer. */
  kept(): void {
    for (const key of this.#joined.splice(0)) localStorage.removeItem(key);
  }

  /** By key, what was left. */
  #left(): [string, [string, string | null]][] {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix));
    const pairs = keys.map((key) => [key, parse(localStorage.getItem(key) ?? "")] as const);
    return pairs.filter((pair): pair is [string, [string, string | null]] => isPair(pair[1]));
  }
}

function isPair(value: unknown): value is [string, string | null] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  return typeof value[0] === "string" && (value[1] === null || typeof value[1] === "string");
}

function since(text: string, was: string | null): Entries {
  const [now, before] = [entriesIn(text), entriesIn(was)];
  const changed = Object.entries(now).filter(
    ([key, entry]) => JSON.stringify(entry) !== JSON.stringify(before[key]),
  );
  return Object.fromEntries(changed);
}

function entriesIn(text: string | null): Entries {
  const reading = readRecord(text);
  return reading.kind === "record" ? reading.entries : {};
}

function courseOf(text: string): unknown {
  const reading = readRecord(text);
  return reading.kind === "record" ? reading.course : undefined;
}
