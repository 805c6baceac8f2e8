/** Hands out what the learner has written and done, as files. */

import { browser } from "@messages";
import { button, download } from "./dom";
import { type Chapter, toMarkdown } from "./markdown";
import type { PageData } from "./page-data";
import { partsIn } from "./parts";
import type { Store } from "./store";

export function downloadMarkdown(name: string, title: string, chapters: Chapter[], store: Store): void {
  download(`${name}.md`, toMarkdown(title, chapters, store.entries), "text/markdown");
}

export function downloadRecord(store: Store): void {
  const today = new Date().toISOString().slice(0, 10);
  for (const [name, text] of Object.entries(store.files)) {
    download(`${store.export().course}-${name}-${today}.json`, text, "application/json");
  }
}

/** A button that exports one block of the page. What is still being typed is kept when the learner leaves the field for it. */
export function exportButton(block: HTMLElement, page: PageData | null, store: Store): HTMLElement {
  return button(browser.written.export, "written__export", () => {
    const parts = partsIn(document).filter((part) => part.id === block.id || part.in === block.id);
    const module = page?.module?.id ?? "example";
    const about = page?.modules.find(({ id }) => id === module)?.title ?? document.title;
    const title = page?.course.title ?? document.title;
    downloadMarkdown(`${module}-${block.id}`, title, [{ module, title: about, parts }], store);
  });
}
