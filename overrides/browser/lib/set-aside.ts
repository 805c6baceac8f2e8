/** What could not be read, kept as it was: only ever added to. */

import { isObject } from "./json-schema";
import type { Slots } from "./slots";
import { parse, type Rejected } from "./validate";

export type SetAside = Rejected & { at?: string };

/** A list that is damaged itself counts as one more such thing. */
export function allSetAside(slots: Slots | null): SetAside[] {
  const text = slots?.get("set-aside");
  if (!text) return [];
  const found = parse(text);
  return Array.isArray(found) && found.every(isObject) ? (found as unknown as SetAside[]) : [{ value: text }];
}

/** True when nothing of it is left to lose: only then may the place it stood in be written over. */
export function setAside(slots: Slots | null, rejected: Rejected[]): boolean {
  const known = allSetAside(slots);
  const fresh = rejected.filter((one) => !known.some((old) => identity(old) === identity(one)));
  if (!fresh.length) return true;
  const at = new Date().toISOString();
  const all = [...known, ...fresh.map((one) => ({ at, ...one }))];
  return slots?.put("set-aside", JSON.stringify(all)) ?? false;
}

function identity({ key, value }: Rejected): string {
  return JSON.stringify([key, value]);
}
