/**
 * Damages a record in a thousand ways under the real store, and looks for what was readable and is nowhere any more.
 * Every learner's text is a word of its own, so that "nowhere" is a search through all that is kept.
 */

import type { Entries, Entry } from "../../overrides/browser/lib/record";
import { Slots } from "../../overrides/browser/lib/slots";
import { Store } from "../../overrides/browser/lib/store";

const COURSE = "fuzz";
const SLOT = `course:${COURSE}:record`;
const setItem = Storage.prototype.setItem;

// Every case is over before a transaction could begin: the second copy is not what is tried here.
IDBFactory.prototype.open = () => {
  throw new DOMException("no database", "InvalidStateError");
};

/** mulberry32: small, seeded. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  };
}

type Dice = ReturnType<typeof dice>;
interface Case {
  text: string;
  /** Entries that a reader must find, by key. */
  readable: Entries;
  /** Words that were in the text, readable or not. */
  words: string[];
}

const entry = (word: string, second: number): Entry & { text: string } => ({
  at: `2026-11-23T10:00:${String(second % 60).padStart(2, "0")}.000Z`,
  text: word,
});

function good(word: (n: number) => string, roll: Dice): Record<string, Entry> {
  const count = 1 + roll(6);
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`m/part/p${n}`, entry(word(n), roll(60))]),
  );
}

const damages: ((entries: Record<string, Entry>, roll: Dice) => Omit<Case, "words">)[] = [
  (entries) => ({ text: record(entries), readable: entries }),
  // A write that stopped half way: a reader can have nothing, and must keep the whole.
  (entries, roll) => ({ text: record(entries).slice(0, 1 + roll(record(entries).length - 1)), readable: {} }),
  // A character that has become another.
  (entries, roll) => {
    const text = record(entries);
    const at = roll(text.length);
    return { text: text.slice(0, at) + String.fromCharCode(1 + roll(200)) + text.slice(at + 1), readable: {} };
  },
  // One entry of the wrong kind among right ones.
  (entries, roll) => {
    const [key, kept] = Object.entries(entries)[0] as [string, Entry];
    const bad = [{ ...kept, at: "soon" }, { ...kept, text: [kept] }, [kept], JSON.stringify(kept)];
    const { [key]: _, ...readable } = entries;
    return { text: record({ ...readable, [key]: bad[roll(bad.length)] as Entry }), readable };
  },
  // A key with a meaning of its own, or none at all.
  (entries, roll) => {
    const name = ["__proto__", "constructor", "toString", "no slashes", ""][roll(5)] as string;
    const text = record(entries).replace('"entries":{', `"entries":{${JSON.stringify(name)}:{"at":1},`);
    return { text, readable: entries };
  },
  // Before there were versions.
  (entries) => ({ text: JSON.stringify({ course: COURSE, entries }), readable: entries }),
  (entries) => ({ text: JSON.stringify({ schema: 0, entries }), readable: entries }),
  // Of a version to come.
  (entries) => ({ text: record(entries).replace('"schema":1', '"schema":2'), readable: {} }),
  // No record at all, around the words.
  (entries, roll) => {
    const whole = Object.values(entries);
    const forms = [whole, { entries: whole }, JSON.stringify(whole), null, { schema: 1, entries: null, whole }];
    return { text: JSON.stringify(forms[roll(forms.length)]), readable: {} };
  },
];

function record(entries: Entries): string {
  return JSON.stringify({ schema: 1, course: COURSE, entries });
}

/** Fails now and then, or always, or for one slot, or beyond a size: as a full disk would. */
function fullness(roll: Dice): (key: string, text: string) => boolean {
  const kinds: ((key: string, text: string) => boolean)[] = [
    () => false,
    () => false,
    () => roll(3) === 0,
    () => true,
    (key) => key.endsWith("set-aside"),
    (key) => key.endsWith("record"),
    (_, text) => text.length > 300 + roll(600),
  ];
  return kinds[roll(kinds.length)] as (key: string, text: string) => boolean;
}

function kept(): string {
  return Object.keys(localStorage).map((key) => localStorage.getItem(key)).join("\n");
}

/** One damaged record, a few things a learner does, two tabs, a full disk, a visit the day after: what is wrong, if anything. */
function run(seed: number): string[] {
  const roll = dice(seed);
  const wrong: string[] = [];
  localStorage.clear();
  const entries = good((n) => `was${seed}n${n}x`, roll);
  const { text, readable } = (damages[roll(damages.length)] as (typeof damages)[number])(entries, roll);
  const words = Object.values(entries).map((one) => (one as { text: string }).text);
  const there = words.filter((word) => text.includes(word));
  setItem.call(localStorage, SLOT, text);
  const full = fullness(roll);
  Storage.prototype.setItem = function (key, value) {
    if (full(key, value)) throw new DOMException("no room", "QuotaExceededError");
    setItem.call(this, key, value);
  };
  const tabs = [open(), open()];
  for (const [key, one] of Object.entries(readable))
    if ((tabs[0]?.entries[key] as { text?: string } | undefined)?.text !== (one as { text?: string }).text)
      wrong.push(`not read: ${key}`);
  const typed: { word: string; tab: Store }[] = [];
  for (let step = 0; step < 1 + roll(5); step++) {
    const tab = tabs[roll(2)] as Store;
    const word = `typed${seed}s${step}x`;
    tab.put(`m/part/t${step}`, () => entry(word, step));
    typed.push({ word, tab });
  }
  const before = kept();
  for (const word of there) if (!before.includes(word)) wrong.push(`gone: ${word}`);
  for (const { word, tab } of typed) {
    if (tab.status === "kept" && !before.includes(word)) wrong.push(`said to be kept, and is not: ${word}`);
    if (!before.includes(word) && !Object.values(tab.files).join("").includes(word))
      wrong.push(`cannot be downloaded: ${word}`);
  }
  if (text.includes('"schema":2') && localStorage.getItem(SLOT) !== text) wrong.push("a newer record was changed");
  Storage.prototype.setItem = setItem;
  const later = open();
  later.put("m/part/later", () => entry(`later${seed}x`, 0));
  const after = kept();
  for (const word of there) if (!after.includes(word)) wrong.push(`gone the day after: ${word}`);
  for (const word of before.match(/typed\d+s\d+x/g) ?? [])
    if (!after.includes(word)) wrong.push(`gone the day after: ${word}`);
  if (({} as { at?: unknown }).at !== undefined) wrong.push("the prototype of everything has changed");
  return wrong.map((what) => `seed ${seed}: ${what}; ${text}`);
}

function open(): Store {
  return new Store(COURSE, new Slots(COURSE));
}

Object.assign(globalThis, {
  fuzz: (first: number, count: number) => {
    const wrong: string[] = [];
    for (let seed = first; seed < first + count; seed++) wrong.push(...run(seed));
    localStorage.clear();
    return wrong.slice(0, 20);
  },
});
