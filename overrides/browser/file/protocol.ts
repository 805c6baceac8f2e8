/** What the page and its store frame tell each other. On file:// neither can tell who the other is: all of it is checked. */

import { isObject } from "../lib/json-schema";

export type Texts = Record<string, string | null>;

/** The frame is asked for all keys with a prefix. */
export interface Ask {
  ask: string;
}

/** Changes, kept together or not at all, and only where the keys still hold what the page believes: `was`. */
export interface Keep {
  keep: Texts;
  was: Texts;
}

/**
 * What keys hold now: after `ask`, after `keep` (with `kept`, and `trouble` if the browser did not take it), or because
 * another tab has changed them.
 */
export interface Told {
  texts: Texts;
  kept?: boolean;
  trouble?: "off" | "full" | null;
}

export function isAsk(data: unknown): data is Ask {
  return isObject(data) && typeof data.ask === "string";
}

export function isKeep(data: unknown): data is Keep {
  return isObject(data) && isTexts(data.keep) && isTexts(data.was);
}

export function isTold(data: unknown): data is Told {
  return isObject(data) && isTexts(data.texts);
}

function isTexts(value: unknown): value is Texts {
  return isObject(value) && Object.values(value).every((text) => text === null || typeof text === "string");
}

/** Only what courses keep: the store is no way to anything else that local pages have put there. */
export function isOurs(key: string): boolean {
  return key.startsWith("course:");
}
