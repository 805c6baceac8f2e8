/**
 * What was typed just before a page closed, too late for the store frame: it waits in the page's own storage and joins the
 * record when a page that sees that storage opens (Chromium: any page of the course; Firefox: the same page).
 */

import { type Entries, mergeEntries } from "../lib/record";
import { parse, type Reading, readRecord } from "../lib/validate";

interface Left {
  key: string;
  record: Reading;
  was: string | null;
}

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
   * The record with all that was left, or undefined when nothing was. Where the record must not be written over, all of it
   * waits on. What was left before a reset waits until the learner brings back what that removed; when the learner has
   * deleted that for good, it is gone too.
   */
  join(held: string | null, removed: string | null): string | undefined {
    const now = readRecord(held);
    if (now.kind === "newer" || now.rejected.length) return undefined;
    const behind = ({ record }: Left) => record.cleared < now.cleared;
    const left = this.#left().filter((one) => !(removed && behind(one)));
    this.#joined.push(...left.map(({ key }) => key));
    const [first] = left;
    const late = left.filter((one) => !behind(one)).map(since);
    const cleared = now.cleared || undefined;
    const entries = late.reduce(mergeEntries, now.entries);
    return first && JSON.stringify({ schema: 1, course: first.record.course, cleared, entries });
  }

  /** What has joined is kept: it need not wait any longer. */
  kept(): void {
    for (const key of this.#joined.splice(0)) localStorage.removeItem(key);
  }

  #left(): Left[] {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix));
    return keys.flatMap((key) => {
      const pair = parse(localStorage.getItem(key) ?? "");
      if (!isPair(pair)) return [];
      const record = readRecord(pair[0]);
      return record.kind === "record" ? [{ key, record, was: pair[1] }] : [];
    });
  }
}

function isPair(value: unknown): value is [string, string | null] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  return typeof value[0] === "string" && (value[1] === null || typeof value[1] === "string");
}

function since({ record, was }: Left): Entries {
  const before = readRecord(was).entries;
  const changed = Object.entries(record.entries).filter(
    ([key, entry]) => JSON.stringify(entry) !== JSON.stringify(before[key]),
  );
  return Object.fromEntries(changed);
}
