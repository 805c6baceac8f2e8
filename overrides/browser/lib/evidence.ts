/** What follows from the record: how far a module is, what stands for an outcome, what is due for review. Pure. */

import type { Module, Part } from "./page-data";
import { type Entries, type Entry, entryOf, type Kinds } from "./record";

export type ModuleState = "not-started" | "started" | "complete" | "changed";

export interface Tally {
  done: number;
  total: number;
}

/** The kinds of part that are counted, in the order in which they are told. */
const counted = ["check", "lab", "criterion", "reflection", "part"] as const;
type Counted = (typeof counted)[number];

export function moduleState(entries: Entries, module: Pick<Module, "id" | "fingerprint">): ModuleState {
  const mark = entryOf(entries, module.id, "module", module.id);
  if (mark?.state === "complete") return mark.fingerprint === module.fingerprint ? "complete" : "changed";
  return Object.keys(entries).some((key) => key.startsWith(`${module.id}/`)) ? "started" : "not-started";
}

function isDone(entries: Entries, module: string, { kind, id }: Part): boolean {
  const entry = entryOf(entries, module, kind as Counted, id);
  if (!entry) return false;
  if ("opened" in entry) return entry.opened;
  if ("ticked" in entry) return entry.ticked;
  return "runs" in entry ? entry.runs > 0 : entry.text.trim() !== "";
}

export function tally(entries: Entries, module: string, parts: Part[], kind: Counted): Tally {
  const ofKind = parts.filter((part) => part.kind === kind);
  return { done: ofKind.filter((part) => isDone(entries, module, part)).length, total: ofKind.length };
}

/** The tallies of all kinds that there are any of. */
export function tallies(entries: Entries, module: string, parts: Part[]): (Tally & { kind: Counted })[] {
  const all = counted.map((kind) => ({ kind, ...tally(entries, module, parts, kind) }));
  return all.filter(({ total }) => total > 0);
}

/** The parts that count for an outcome: marked so themselves, or in a block that is. */
export function partsFor(outcome: string, parts: Part[]): Part[] {
  const serves = (part: Part | undefined) => part?.outcomes?.includes(outcome) ?? false;
  return parts.filter((part) => serves(part) || serves(parts.find(({ id }) => id === part.in)));
}

/** How many challenges of these labs are met. */
export function challengesMet(entries: Entries, module: string, parts: Part[]): number {
  const ofLabs = ([key]: [string, Entry]) =>
    parts.some(({ id }) => key.startsWith(`${module}/challenge/${id}--`));
  const kept = Object.entries(entries).filter(ofLabs) as [string, Kinds["challenge"]][];
  return kept.filter(([, { met }]) => met).length;
}

export function checksWith(
  sure: Kinds["check"]["sure"],
  entries: Entries,
  module: string,
  parts: Part[],
): Part[] {
  return parts.filter(
    ({ kind, id }) => kind === "check" && entryOf(entries, module, "check", id)?.sure === sure,
  );
}

/** Answered "not yet", or changed by the author since the learner opened it. */
export function dueForReview(entries: Entries, module: string, parts: Part[]): Part[] {
  return parts.filter(({ kind, id, fingerprint }) => {
    const check = kind === "check" ? entryOf(entries, module, "check", id) : undefined;
    if (!check) return false;
    return (
      check.sure === "not-yet" || (fingerprint && check.fingerprint && check.fingerprint !== fingerprint)
    );
  });
}
