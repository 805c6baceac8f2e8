/** Reads a learner record from text nobody vouches for: what is right is kept entry by entry, the rest is reported. */

import { $defs } from "@schemas/learner-record.v1.json";
import { isObject, valid } from "./json-schema";
import { type Entries, type Entry, mergeEntry } from "./record";

/** Something that is not a valid entry: the whole text, or one entry under its key. */
export interface Rejected {
  key?: string;
  value: unknown;
}

/** What a newer version of the course wrote is not read: nothing is in it. */
export interface Reading {
  kind: "record" | "newer";
  course: unknown;
  cleared: string;
  entries: Entries;
  rejected: Rejected[];
}

const VERSION = 1;

/** Null is a record that nothing has been kept in yet. */
export function readRecord(text: string | null, renamed: Record<string, string> = {}): Reading {
  const found = text === null ? { entries: {} } : parse(text);
  const empty: Reading = { kind: "record", course: null, cleared: "", entries: {}, rejected: [] };
  if (!isObject(found)) return { ...empty, rejected: [{ value: text }] };
  if (Number.isInteger(found.schema) && (found.schema as number) > VERSION)
    return { ...empty, kind: "newer" };
  const { course, entries } = found;
  const cleared = valid(found.cleared, $defs.moment, { $defs }) ? String(found.cleared) : "";
  const head = { ...empty, course, cleared };
  if (!isObject(entries)) return { ...head, rejected: [{ value: text }] };
  const reading = salvage(entries, renamed);
  if (text && hasTwins(text, entries)) reading.rejected.push({ value: text });
  return { ...head, ...reading };
}

const KEY = /"[^"\\/]+\/[^"\\/]+\/[^"\\/]+"\s*:/g;

/** Of two entries under one key, as one damaged letter makes them, a parser keeps the last and says nothing. */
function hasTwins(text: string, entries: Record<string, unknown>): boolean {
  const names = Object.keys(entries).filter((name) => `"${name}":`.match(KEY));
  return (text.match(KEY)?.length ?? 0) > names.length;
}

/** Undefined when it is not JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function salvage(found: Record<string, unknown>, renamed: Record<string, string>) {
  const entries: Record<string, Entry> = {};
  const rejected: Rejected[] = [];
  for (const [key, value] of Object.entries(found)) {
    // A key with a special meaning, such as __proto__, does not match the schema and never gets assigned.
    if (!valid(Object.fromEntries([[key, value]]), $defs.entries, { $defs })) rejected.push({ key, value });
    else keep(entries, keyOf(key, renamed), value as Entry);
  }
  return { entries, rejected };
}

const LAB_WORK = /^([^/]+)\/(challenge|guess)\/(.+?)--(.+)$/;

/** The key that an entry has today. What was done in a lab, `<lab>--<name>`, goes where the lab has gone. */
function keyOf(key: string, renamed: Record<string, string>): string {
  if (Object.hasOwn(renamed, key)) return renamed[key] ?? key;
  const [, module, kind, lab, name] = LAB_WORK.exec(key) ?? [];
  const [today, , id] = renamed[`${module}/lab/${lab}`]?.split("/") ?? [];
  return id ? `${today}/${kind}/${id}--${name}` : key;
}

/** An entry under a renamed block's old id joins what is already kept under the new one. */
function keep(entries: Record<string, Entry>, key: string, entry: Entry): void {
  const mine = entries[key];
  entries[key] = mine ? mergeEntry(mine, entry) : entry;
}
