/** What could not be read, kept as it was: only ever added to. */

import { isObject } from "./json-schema";
import type { Slots } from "./slots";
import type { Rejected } from "./validate";

export type SetAside = Rejected & { at?: string };

/** A list that is damaged itself counts as one more such thing. */
export function allSetAside(slots: Slots | null): SetAside[] {
  const text = slots?.get("set-aside");
  if (!text) return [];
  try {
    const found: unknown = JSON.parse(text);
    if (Array.isArray(found) && found.every(isObject)) return found as unknown as SetAside[];
  } catch {}
  return [{ value: text }];
}

/** True when nothing of it is left to lose: only then may the place it stood in be written over. */
export function setAside(slots: Slots | null, rejected: Rejected[]): boolean {
  const known = allSetAside(slots);
  const fresh = rejected.filter((one) => !known.some((old) => same(old, one)));
  if (!fresh.length) return true;
  const at = new Date().toISOString();
  const all = [...known, ...fresh.map((one) => ({ at, ...one }))];
  return slots?.put("set-aside", JSON.stringify(all)) ?? false;
}

function same(a: Rejected, b: Rejected): boolean {
  return a.key === b.key && JSON.stringify(a.value) === JSON.stringify(b.value);
}
