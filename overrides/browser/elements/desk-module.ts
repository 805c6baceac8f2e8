/** One module on the progress page: how far, what stands for each outcome, what is due for review, what is written. */

import { browser, desk as text } from "@messages";
import { el } from "../lib/dom";
import { dueForReview, moduleState, partsFor } from "../lib/evidence";
import { type Module, type PageData, type Part, urlOf } from "../lib/page-data";
import { type Entries, entryOf, textOf } from "../lib/record";
import { say, wordCount } from "../lib/words";
import { tellings } from "./course-outcomes";
import { marked } from "./module-progress";

export function moduleSection(page: PageData, module: Module, entries: Entries): HTMLElement {
  const heading = say(text.module, { number: module.number, title: module.title });
  const state = module.url ? moduleState(entries, module) : "preparation";
  const title = module.url ? el("a", { href: urlOf(page, module.url) }, heading) : heading;
  const section = el("section", { class: "course-progress__module", "data-state": state });
  section.append(el("h2", { class: "course-progress__title" }, title), stateLine(module, entries, state));
  if (module.url) section.append(...details(page, module, entries));
  return section;
}

function stateLine(module: Module, entries: Entries, state: keyof typeof browser.states): HTMLElement {
  const mark = entryOf(entries, module.id, "module", module.id);
  return el("p", { class: "course-progress__state" }, marked(state, mark?.at));
}

function details(page: PageData, module: Module, entries: Entries): HTMLElement[] {
  const parts = module.parts ?? [];
  const link = (part: Part) => el("a", { href: `${urlOf(page, module.url ?? "")}#${part.id}` }, part.title);
  return [
    facts("course-progress__facts", tellings(entries, module.id, parts)),
    ...listed(text.outcomes, "outcomes", outcomes(module, entries, parts)),
    ...listed(
      text.review,
      "review",
      dueForReview(entries, module.id, parts).map((part) => [link(part)]),
    ),
    ...listed(text.written, "written", writings(module, entries, parts, link)),
  ];
}

function outcomes(module: Module, entries: Entries, parts: Part[]): (Node | string)[][] {
  const named = parts.filter(({ kind }) => kind === "outcome");
  return named.map(({ id, title }) => {
    const told = tellings(entries, module.id, partsFor(id, parts)).join(" · ");
    return [title, " ", el("span", { class: "course-progress__evidence" }, told)];
  });
}

function writings(module: Module, entries: Entries, parts: Part[], link: (part: Part) => Node) {
  return parts.flatMap((part) => {
    if (part.kind !== "reflection" && part.kind !== "part") return [];
    const count = wordCount(textOf(entryOf(entries, module.id, part.kind, part.id)));
    return count ? [[link(part), " ", say(browser.text.words, { count })]] : [];
  });
}

function listed(heading: string, name: string, items: (Node | string)[][]): HTMLElement[] {
  if (!items.length) return [];
  const list = el("ul", { class: `course-progress__${name}` }, ...items.map((item) => el("li", {}, ...item)));
  return [el("h3", { class: "course-progress__heading" }, heading), list];
}

function facts(name: string, told: string[]): HTMLElement {
  return el("ul", { class: name }, ...told.map((fact) => el("li", {}, fact)));
}
