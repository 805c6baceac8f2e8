/**
 * The one page whose localStorage all pages of the course share on file://, in a hidden frame of each. Firefox gives every
 * local file a storage of its own.
 */

import { type Ask, isAsk, isKeep, isOurs, type Keep, type Texts, type Told } from "./protocol";

let prefix = "course:";
const local = location.protocol === "file:"; // on a host, whoever may frame this page is told nothing

addEventListener("message", ({ data, source }) => {
  if (!local || source !== parent) return;
  if (isAsk(data)) tell(all(data));
  if (isKeep(data)) tell(keep(data));
});

addEventListener("storage", ({ key }) => {
  if (!local) return;
  if (key === null) tell(all({ ask: prefix }));
  else if (key.startsWith(prefix)) tell({ texts: held([key]) }); // what counts now, not when the event was made
});

function tell(told: Told): void {
  parent.postMessage(told, "*"); // a local page has no origin that could be named
}

function all({ ask }: Ask): Told {
  prefix = ask;
  try {
    const keys = Object.keys(localStorage).filter((key) => isOurs(key) && key.startsWith(prefix));
    return { texts: held(keys), trouble: null };
  } catch {
    return { texts: {}, trouble: "off" };
  }
}

/** One tab after the other gets here, so that comparing and setting cannot be interrupted. */
function keep({ keep: wanted, was }: Keep): Told {
  const keys = Object.keys(wanted).filter(isOurs);
  let before: Texts = {};
  try {
    before = held(keys);
    const stale = keys.some((key) => before[key] !== was[key]);
    if (stale) return { texts: before, kept: false, trouble: null };
    put(keys, wanted);
    return { texts: held(keys), kept: true, trouble: null };
  } catch (error) {
    return { texts: undone(keys, before), kept: false, trouble: reason(error) };
  }
}

function held(keys: string[]): Texts {
  return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key)]));
}

function put(keys: string[], texts: Texts): void {
  for (const key of keys) {
    const text = texts[key];
    if (typeof text === "string") localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  }
}

/** Bring back what stood there; that had room before. */
function undone(keys: string[], before: Texts): Texts {
  try {
    for (const key of keys) localStorage.removeItem(key);
    put(keys, before);
  } catch {
    // The storage is off: there is nothing to bring back to.
  }
  return before;
}

function reason(error: unknown): "full" | "off" {
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "off";
}
