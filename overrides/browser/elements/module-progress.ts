/** Marks a module complete, by the learner's own judgement, and says when the page has changed since. */

import { browser } from "@messages";
import { announce } from "../lib/announce";
import { CourseElement, define } from "../lib/course-element";
import { button, el } from "../lib/dom";
import { type ModuleState, moduleState } from "../lib/evidence";
import { day, say } from "../lib/words";

const text = browser.module;

export class ModuleProgress extends CourseElement {
  #state = el("p", { class: "module-progress__state" });
  #button = button("", "module-progress__mark", () => this.#press());
  #actions = el("p", { class: "module-progress__actions" });
  #undo = button(text.unmark, "module-progress__unmark", () => this.#mark("started"));

  static define(): void {
    define("module-progress", ModuleProgress);
  }

  protected build(): void {
    this.#actions.append(this.#button, " ");
    this.append(this.#state, this.#actions);
  }

  protected render(): void {
    const state = moduleState(this.store.entries, this.#about);
    const mark = this.entry("module", this.module);
    this.dataset.state = state;
    this.#state.textContent = marked(state, mark?.at);
    this.#button.textContent =
      state === "complete" ? text.unmark : state === "changed" ? text.again : text.mark;
    if (state === "changed") this.#actions.append(this.#undo);
    else this.#undo.remove();
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

/** "You marked this module complete on 23 November 2026. …", or how far it is. */
export function marked(state: ModuleState | "preparation", at: string | undefined): string {
  const complete = state === "complete" || state === "changed";
  return complete && at ? say(browser.marked[state], { day: day(at) }) : browser.states[state];
}
