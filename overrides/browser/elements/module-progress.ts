/** Marks a module complete, by the learner's own judgement, and says when the page has changed since. */

import { browser } from "@messages";
import { announce } from "../lib/announce";
import { CourseElement, define } from "../lib/course-element";
import { button, el } from "../lib/dom";
import { moduleState } from "../lib/evidence";
import { day, say } from "../lib/words";

const text = browser.module;

export class ModuleProgress extends CourseElement {
  #state = el("p", { class: "module-progress__state" });
  #button = button("", "module-progress__mark", () => this.#press());
  #undo = button(text.unmark, "module-progress__unmark", () => this.#mark("started"));

  static define(): void {
    define("module-progress", ModuleProgress);
  }

  protected build(): void {
    const actions = el("p", { class: "module-progress__actions" }, this.#button, " ", this.#undo);
    this.append(this.#state, actions);
  }

  protected render(): void {
    const state = moduleState(this.store.entries, this.#about);
    const mark = this.entry("module", this.module);
    const when = mark ? day(mark.at) : "";
    this.dataset.state = state;
    this.#state.textContent = say(text.says[state], { day: when });
    this.#button.textContent =
      state === "complete" ? text.unmark : state === "changed" ? text.again : text.mark;
    this.#undo.hidden = state !== "changed";
  }

  get #about() {
    return { id: this.module, fingerprint: this.page?.module?.fingerprint ?? null };
  }

  #press(): void {
    this.#mark(this.dataset.state === "complete" ? "started" : "complete");
  }

  #mark(state: "started" | "complete"): void {
    const { fingerprint } = this.#about;
    this.keep("module", this.module, () => ({ state, ...(fingerprint && { fingerprint }) }));
    announce(this.#state.textContent ?? "");
    this.#button.focus();
  }
}
