/** What a record from a file would change, entry by entry. Pure. */

import type { PageData } from "./page-data";
import { type Entries, mergeEntry } from "./record";
import { type Rejected, readRecord } from "./validate";

/** newer: the file's takes the place of mine · earlier: mine stays, with a text of the file's beside it. */
export type Effect = "new" | "newer" | "earlier" | "kept" | "same";

export interface Preview {
  entries: Entries;
  keys: Record<Effect, string[]>;
  rejected: Rejected[];
}

/** The preview, or why this file is none: not a record, of another course, or of a newer version of the course. */
export function preview(
  text: string,
  mine: Entries,
  page: PageData,
): Preview | "unreadable" | "foreign" | "newer" {
  const reading = readRecord(text, page.renamed);
  if (reading.kind === "newer") return "newer";
  if (typeof reading.course !== "string") return "unreadable";
  if (reading.course !== page.course.id) return "foreign";
  const keys: Preview["keys"] = { new: [], newer: [], earlier: [], kept: [], same: [] };
  for (const key of Object.keys(reading.entries)) keys[effect(key, mine, reading.entries)].push(key);
  return { entries: reading.entries, keys, rejected: reading.rejected };
}

function effect(key: string, mine: Entries, theirs: Entries): Effect {
  const [old, other] = [mine[key], theirs[key]];
  if (!old || !other) return "new";
  const merged = mergeEntry(old, other);
  if (head(merged) !== head(old)) return "newer";
  if (texts(merged) !== texts(mergeEntry(old, old))) return "earlier";
  return head(old) === head(other) ? "same" : "kept";
}

function head({ earlier: _, ...entry }: Entries[string]): string {
  return JSON.stringify(Object.entries(entry).sort());
}

function texts({ earlier = [] }: Entries[string]): string {
  return JSON.stringify(earlier.map(({ at, text }) => [at, text]));
}
