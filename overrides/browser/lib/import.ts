/** What a record from a file would change, entry by entry. Pure. */

import type { PageData } from "./page-data";
import { type Entries, mergeEntry } from "./record";
import { type Rejected, readRecord } from "./validate";

export type Effect = "new" | "newer" | "kept" | "same";

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
  const keys: Preview["keys"] = { new: [], newer: [], kept: [], same: [] };
  for (const key of Object.keys(reading.entries)) keys[effect(key, mine, reading.entries)].push(key);
  return { entries: reading.entries, keys, rejected: reading.rejected };
}

function effect(key: string, mine: Entries, theirs: Entries): Effect {
  const [old, other] = [mine[key], theirs[key]];
  if (!old || !other) return "new";
  const merged = mergeEntry(old, other);
  if (head(old) === head(other)) return "same";
  return head(merged) === head(other) ? "newer" : "kept";
}

function head({ earlier: _, ...entry }: Entries[string]): string {
  return JSON.stringify(Object.entries(entry).sort());
}
