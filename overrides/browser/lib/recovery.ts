/** Takes back from the second copy what was kept just before the browser was killed. */

import type { Journal } from "./journal";
import type { Entries } from "./record";
import type { Store } from "./store";
import { holds } from "./unsaved";
import { readRecord } from "./validate";

type Renamed = Record<string, string>;

export async function recover(store: Store, journal: Journal, renamed: Renamed): Promise<void> {
  const opened = store.entries; // what is written before the copy is read says nothing about what was lost
  const text = await journal.read();
  if (store.status === "newer") return;
  const copy = typeof text === "string" ? text : null;
  const ahead = aheadOf(store, opened, copy, renamed);
  if (!holds(store.entries, ahead)) store.merge(ahead);
  journal.begin();
  const now = JSON.stringify(store.export());
  const behind = copy === null ? store.entries !== opened : copy !== now;
  if (behind) journal.keep(now); // what was deleted elsewhere goes from here, too
}

/** The entries of a copy without what is behind, since that may hold what the learner has removed: an entry, or all of it. */
function aheadOf(store: Store, opened: Entries, text: string | null, renamed: Renamed): Entries {
  const copy = readRecord(text, renamed);
  const { course, cleared = "" } = store.export();
  if (copy.kind === "newer" || copy.course !== course || copy.cleared < cleared) return {};
  const ahead = Object.entries(copy.entries).filter(([key, { at }]) => at >= (opened[key]?.at ?? ""));
  return Object.fromEntries(ahead);
}
