/** The learner record: its shape, how an entry is revised, and how two copies of a record merge. Pure. */

export interface Version {
  at: string;
  text: string;
}

export interface Entry {
  at: string;
  fingerprint?: string;
  /** Texts that lost a merge, newest first. */
  earlier?: Version[];
}

export type Sure = "knew" | "partly" | "not-yet";

export interface Kinds {
  module: Entry & { state: "started" | "complete" };
  place: Entry & { id: string };
  check: Entry & { opened: boolean; sure?: Sure };
  criterion: Entry & { ticked: boolean; evidence?: string };
  reflection: Entry & { text: string };
  part: Entry & { text: string };
  lab: Entry & { runs: number; digest?: string };
  /** Of a lab, as `guess` is: their ids are <lab>--<name>. */
  challenge: Entry & { met: boolean; tries?: number };
  guess: Entry & { text: string };
}

export type Kind = keyof Kinds;

/** The detail of a `course:lab-work` event: `entry` is kept, then `kept` is what there is. */
export interface LabWork {
  kind: "challenge" | "guess";
  id: string;
  entry?: Partial<Kinds[LabWork["kind"]]>;
  kept?: Kinds[LabWork["kind"]] | undefined;
}
export type Entries = Readonly<Record<string, Entry>>;

export interface LearnerRecord {
  schema: 1;
  course: string;
  /** When the learner last emptied it: a copy with an earlier moment, or with none, is from before. */
  cleared?: string;
  entries: Entries;
}

export function keyOf(module: string, kind: Kind, id: string): string {
  return `${module}/${kind}/${id}`;
}

/** Only validated entries get here, so the kind in the key tells the type. */
export function entryOf<K extends Kind>(
  entries: Entries,
  module: string,
  kind: K,
  id: string,
): Kinds[K] | undefined {
  return entries[keyOf(module, kind, id)] as Kinds[K] | undefined;
}

/** Moments sort as text for as long as a year has four digits: no clock leads out of what a reader accepts. */
const LAST = Date.UTC(10_000, 0) - 1;

/** Now, or just after `last`: a learner's own change wins even when another device's clock ran ahead. */
export function stamp(last?: Entry): string {
  const after = last ? Date.parse(last.at) + 1 : 0;
  return new Date(Math.min(Math.max(Date.now(), after || 0), LAST)).toISOString();
}

/** An entry after the learner's own change. What else it holds stays, whether this reader knows it or not. */
export function changed<E extends Entry>(kept: E | undefined, change: Omit<E, "at"> | Partial<E>): E {
  return { ...kept, ...change, at: stamp(kept) } as E;
}

/** What the learner typed in an entry, whatever its kind. */
export function textOf(entry: Entry | undefined): string {
  const { text, evidence } = (entry ?? {}) as { text?: string; evidence?: string };
  return text ?? evidence ?? "";
}

/**
 * Revise a typed text. When the kept text is still the one the learner started from, the new text replaces it;
 * when another tab has changed it since, the newer of the two wins and the other is kept beside it.
 */
export function revise<E extends Entry>(kept: E, change: Partial<E>, typed: { from: string; at: string }): E {
  if (textOf(kept) === typed.from) return changed(kept, change);
  return mergeEntry(kept, { ...kept, ...change, at: typed.at }) as E;
}

/** What counts before being newer: a judgement more than a mere opening, a challenge met, many runs more than few. */
function weight(entry: Entry): number {
  const { sure, met, runs } = entry as Partial<Kinds["check"] & Kinds["challenge"] & Kinds["lab"]>;
  return sure || met ? 1 : Number(runs) || 0;
}

function wins(a: Entry, b: Entry): boolean {
  if (weight(a) !== weight(b)) return weight(a) > weight(b);
  return a.at === b.at ? canonical(a) > canonical(b) : a.at > b.at;
}

/**
 * The greater of the two in one total order, and every text of the other: commutative, associative and idempotent, so that
 * tabs and devices agree in whatever order they meet.
 */
export function mergeEntries(a: Entries, b: Entries): Entries {
  const merged: Record<string, Entry> = { ...a };
  for (const [key, entry] of Object.entries(b)) {
    const mine = merged[key];
    merged[key] = mine ? mergeEntry(mine, entry) : entry;
  }
  return merged;
}

export function mergeEntry(a: Entry, b: Entry): Entry {
  const winner = wins(a, b) ? a : b;
  const { earlier: _, ...head } = winner;
  const won = textOf(winner);
  const earlier = maximal([...versions(a), ...versions(b)]).filter(
    ({ at, text }) => at !== winner.at || text !== won,
  );
  return earlier.length ? { ...head, earlier } : head;
}

function versions(entry: Entry): Version[] {
  return [{ at: entry.at, text: textOf(entry) }, ...(entry.earlier ?? [])];
}

/** Newest first, without the versions that a newer one contains: nothing typed is lost, nothing is kept twice. */
function maximal(all: Version[]): Version[] {
  const newestFirst = [...all].sort((a, b) => (order(a) < order(b) ? 1 : -1));
  const kept: Version[] = [];
  for (const version of newestFirst) {
    if (version.text && !kept.some(({ text }) => text.includes(version.text))) kept.push(version);
  }
  return kept;
}

/** Of the same instant the longer one counts as newer: a text that holds another does not come before it. */
function order({ at, text }: Version): string {
  return at + String(text.length).padStart(9, "0") + text;
}

/** A total order for entries of the same instant that looks at everything but their history. */
function canonical({ earlier: _, ...head }: Entry): string {
  return JSON.stringify(Object.entries(head).sort(([a], [b]) => (a < b ? -1 : 1)));
}
