/** The progress desk: the whole course at a glance, and the learner's data in the learner's hands. */

import { desk as text } from "@messages";
import { define, RecordElement } from "../lib/course-element";
import { button, el } from "../lib/dom";
import { downloadMarkdown, downloadRecord } from "../lib/export";
import type { PageData } from "../lib/page-data";
import { importer } from "./desk-import";
import { moduleSection } from "./desk-module";
import { DeskReset } from "./desk-reset";
import { setAsideList } from "./desk-set-aside";

export class CourseProgress extends RecordElement {
  #modules = el("div", { class: "course-progress__modules" });
  #aside = el("section", { class: "course-progress__set-aside" });
  #reset: DeskReset | undefined;
  #asideCount = 0;

  static define(): void {
    define("course-progress", CourseProgress);
  }

  protected build(): void {
    const { page, store } = this;
    if (!page) return;
    this.#reset = new DeskReset(store, page);
    const exports = el("p", {}, this.#exportRecord(), " ", this.#exportWritten(page));
    this.append(
      this.#modules,
      section(text.carry, text.carry_about, ...fromDisk(), exports),
      section(text.import, text.import_about, importer(page, store)),
      section(text.start_over, text.start_over_about, ...this.#reset.content),
      this.#aside,
    );
  }

  #exportRecord(): HTMLElement {
    return button(text.export, "course-progress__export", () => downloadRecord(this.store));
  }

  #exportWritten({ course, modules }: PageData): HTMLElement {
    const chapters = modules.map(({ id, title, parts = [] }) => ({ module: id, title, parts }));
    return button(text.export_written, "course-progress__export-written", () =>
      downloadMarkdown(`${course.id}-written`, course.title, chapters, this.store),
    );
  }

  protected render(): void {
    const { page, store } = this;
    if (!page) return;
    this.#modules.replaceChildren(
      ...page.modules.map((module) => moduleSection(page, module, store.entries)),
    );
    this.#reset?.render();
    const aside = store.quarantine.all;
    // Only ever added to: left alone while nothing is, so that what the learner has unfolded stays so.
    if (aside.length !== this.#asideCount) this.#aside.replaceChildren(...setAsideList(aside));
    this.#asideCount = aside.length;
  }
}

/** What moves with the folder depends on the browser: said before it matters. */
function fromDisk(): HTMLElement[] {
  return location.protocol === "file:"
    ? [el("p", { class: "course-progress__from-disk" }, text.from_disk)]
    : [];
}

function section(title: string, about: string, ...content: HTMLElement[]): HTMLElement {
  return el(
    "section",
    { class: "course-progress__section" },
    el("h2", {}, title),
    el("p", {}, about),
    ...content,
  );
}
