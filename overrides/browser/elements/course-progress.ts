/** The progress desk: the whole course at a glance, and the learner's data in the learner's hands. */

import { browser } from "@messages";
import { announce } from "../lib/announce";
import { define, RecordElement } from "../lib/course-element";
import { button, download, el } from "../lib/dom";
import { downloadMarkdown, downloadRecord } from "../lib/export";
import { importer } from "./desk-import";
import { moduleSection } from "./desk-module";

const text = browser.desk;

export class CourseProgress extends RecordElement {
  #modules = el("div", { class: "course-progress__modules" });
  #aside = el("section", { class: "course-progress__set-aside" });
  #reset = button(text.reset, "course-progress__reset", () => this.#empty());
  #undo = button(text.undo, "course-progress__undo", () => this.#bringBack());
  #forget = button(text.forget, "course-progress__forget", () => this.#forgetReset());
  #after = el(
    "p",
    { class: "course-progress__after-reset" },
    text.was_reset,
    " ",
    this.#undo,
    " ",
    this.#forget,
  );

  static define(): void {
    define("course-progress", CourseProgress);
  }

  protected build(): void {
    const record = button(text.export, "course-progress__export", () => downloadRecord(this.store));
    const written = button(text.export_written, "course-progress__export-written", () =>
      this.#exportWritten(),
    );
    const section = (title: string, about: string, ...content: HTMLElement[]) =>
      el(
        "section",
        { class: "course-progress__section" },
        el("h2", {}, title),
        el("p", {}, about),
        ...content,
      );
    this.append(this.#modules, section(text.carry, text.carry_about, el("p", {}, record, " ", written)));
    if (this.page) this.append(section(text.import, text.import_about, importer(this.page, this.store)));
    this.append(section(text.start_over, text.start_over_about, this.#reset, this.#after), this.#aside);
  }

  protected render(): void {
    const { page, store } = this;
    const sections = page?.modules.map((module) => moduleSection(page, module, store.entries)) ?? [];
    this.#modules.replaceChildren(...sections);
    const something = Object.keys(store.entries).length > 0;
    this.#reset.setAttribute("aria-disabled", String(!something));
    this.#after.hidden = Object.keys(store.beforeReset).length === 0;
    this.#showAside();
  }

  #exportWritten(): void {
    const modules = this.page?.modules ?? [];
    const chapters = modules.map(({ id, title, parts = [] }) => ({ module: id, title, parts }));
    const { id, title } = this.page?.course ?? { id: "course", title: document.title };
    downloadMarkdown(`${id}-written`, title, chapters, this.store);
  }

  #empty(): void {
    if (this.#reset.getAttribute("aria-disabled") === "true") return;
    const done = this.store.reset();
    announce(done ? text.was_reset : text.not_reset);
    if (done) this.#undo.focus();
  }

  #bringBack(): void {
    this.store.undoReset();
    announce(text.undone);
    this.#reset.focus();
  }

  #forgetReset(): void {
    this.store.forgetReset();
    announce(text.forgotten);
    this.#reset.focus();
  }

  #showAside(): void {
    const items = this.store.setAside;
    this.#aside.hidden = items.length === 0;
    const list = items.map(({ key, value }) => {
      const shown = typeof value === "string" ? value : JSON.stringify(value, null, 2);
      const pre = el("pre", { tabindex: 0 }, shown);
      return el("details", {}, el("summary", {}, key ?? text.whole), pre);
    });
    const save = button(text.save_aside, "course-progress__save-aside", () => {
      download("set-aside.json", JSON.stringify(items, null, 2), "application/json");
    });
    this.#aside.replaceChildren(
      el("h2", {}, text.aside),
      el("p", {}, text.aside_about),
      ...list,
      el("p", {}, save),
    );
  }
}
