/** Brings in a record from a file: shows what would change, and merges only when the learner says so. */

import { browser, desk } from "@messages";
import { announce } from "../lib/announce";
import { button, el } from "../lib/dom";
import { type Preview, preview } from "../lib/import";
import type { PageData } from "../lib/page-data";
import type { Entry, Kinds } from "../lib/record";
import type { Store } from "../lib/store";
import { say } from "../lib/words";

const text = desk.file;
/** Bytes. No browser keeps a record of a quarter of this. */
const LARGEST = 20_000_000;
const told = ["new", "newer", "earlier", "kept", "same"] as const;

export function importer(page: PageData, store: Store): HTMLElement {
  const file = el("input", { type: "file", accept: ".json,application/json" });
  const shown = el("div", { class: "course-progress__preview", tabindex: -1 });
  const close = (said: string) => {
    shown.replaceChildren();
    file.value = "";
    announce(said);
    file.focus();
  };
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    const found = chosen.size > LARGEST ? "large" : preview(await chosen.text(), store.entries, page);
    if (typeof found === "string") shown.replaceChildren(el("p", { role: "alert" }, text.refused[found]));
    else shown.replaceChildren(...describe(found, page, store, close));
    shown.focus();
  });
  const label = el("label", { class: "course-progress__import" }, text.choose, " ", file);
  return el("div", {}, label, shown);
}

function describe(
  found: Preview,
  page: PageData,
  store: Store,
  close: (said: string) => void,
): HTMLElement[] {
  const merge = button(text.merge, "course-progress__merge", () => {
    store.merge(found.entries);
    close(text.merged);
  });
  const cancel = button(text.cancel, "course-progress__cancel", () => close(text.cancelled));
  const dismiss = button(text.close, "course-progress__cancel", () => close(text.cancelled));
  const changes = Object.values(found.keys).flat().length > found.keys.same.length;
  const nameOf = (key: string) =>
    [titleOf(key, page), ...difference(key, store.entries[key], found.entries[key])].join(" ");
  const rejected = say(text.rejected, { count: found.rejected.length });
  return [
    el("h3", {}, text.preview),
    ...told.flatMap((effect) => effectOf(effect, found.keys[effect], nameOf)),
    ...(found.rejected.length ? [el("p", {}, rejected)] : []),
    ...(changes ? [el("p", {}, merge, " ", cancel)] : [el("p", {}, text.nothing), el("p", {}, dismiss)]),
  ];
}

function effectOf(
  effect: (typeof told)[number],
  keys: string[],
  nameOf: (key: string) => string,
): HTMLElement[] {
  const named = keys.filter((key) => !key.includes("/place/"));
  if (!named.length) return [];
  const heading = el("summary", {}, say(text[effect], { count: named.length }));
  const list = el("ul", {}, ...named.map((key) => el("li", {}, nameOf(key))));
  return [el("details", { "data-effect": effect, open: effect !== "same" }, heading, list)];
}

/** "advanced-patterns/check/why-cqrs" → the question, when the course still has it. */
function titleOf(key: string, page: PageData): string {
  const [id, kind, part] = key.split("/");
  const module = page.modules.find((one) => one.id === id);
  if (kind === "module") return module?.title ?? key;
  if (kind === "challenge" || kind === "guess") return taskTitle(kind, key, page);
  return module?.parts?.find((one) => one.kind === kind && one.id === part)?.title ?? key;
}

/** "advanced-patterns/challenge/first-order--own-reads" → the lab, and what was done there, when the course still has both. */
function taskTitle(kind: "challenge" | "guess", key: string, page: PageData): string {
  const [id, , part = ""] = key.split("/");
  const [lab, task = ""] = part.split("--");
  const parts = page.modules.find((one) => one.id === id)?.parts;
  const home = parts?.find((one) => one.kind === "lab" && one.id === lab)?.title;
  const title = page.tasks?.[kind][task];
  return home && title ? say(text[kind], { lab: home, title }) : key;
}

/** "(yours: Knew it; in the file: Not yet)" where one of the two gives way; a text that does stays among the earlier ones. */
function difference(key: string, old: Entry | undefined, other: Entry | undefined): string[] {
  const [mine, theirs] = [standing(key, old), standing(key, other)];
  return mine && theirs && mine !== theirs ? [say(text.difference, { mine, theirs })] : [];
}

function standing(key: string, entry: Entry | undefined): string {
  const found = { ...entry } as Partial<Kinds["check"] & Kinds["criterion"] & Kinds["lab"] & Kinds["module"]>;
  if (!entry) return "";
  if (key.includes("/check/")) return browser.check[found.sure ?? "opened"];
  if (key.includes("/criterion/")) return found.ticked ? text.ticked : text.unticked;
  if (key.includes("/lab/")) return say(text.runs, { count: found.runs ?? 0 });
  return key.includes("/module/") ? browser.states[found.state ?? "started"] : "";
}
