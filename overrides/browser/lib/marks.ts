/** Marks links to modules with how far the learner is: a shape, and words for those who do not see it. */

import { browser } from "@messages";
import { el } from "./dom";
import { moduleState } from "./evidence";
import { type PageData, urlOf } from "./page-data";
import type { Entries } from "./record";

const links = ".site-nav a[href], .module-strip a[href], .course-module a[href]";

export function markModules(page: PageData, entries: Entries): void {
  const marked = new Map<string, HTMLElement>();
  for (const module of page.modules) {
    if (!module.url) continue;
    const state = moduleState(entries, module);
    const words = el("span", { class: "course-mark__words" }, browser.states[state]);
    const shape = el("span", { class: "course-mark__shape", "aria-hidden": "true" });
    marked.set(
      address(urlOf(page, module.url)),
      el("span", { class: "course-mark", "data-state": state }, shape, words),
    );
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>(links)) {
    link.querySelector(".course-mark")?.remove();
    const mark = marked.get(address(link.href));
    if (mark) link.append(" ", mark.cloneNode(true));
  }
}

/** The same page has two addresses when the course is opened from disk. */
function address(url: string): string {
  return url.replace(/[?#].*$/, "").replace(/index\.html$/, "");
}
