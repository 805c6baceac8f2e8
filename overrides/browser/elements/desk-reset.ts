/** Starts over: one press, which can be undone until the learner deletes for good what it removed. */

import { desk as text } from "@messages";
import { announce } from "../lib/announce";
import { button, el } from "../lib/dom";
import type { PageData } from "../lib/page-data";
import { Reset } from "../lib/reset";
import type { Store } from "../lib/store";

export class DeskReset {
  #store: Store;
  #reset: Reset;
  #start = button(text.reset, "course-progress__reset", () => this.#empty());
  #undo = button(text.undo, "course-progress__undo", () => this.#bringBack());
  #forget = button(text.forget, "course-progress__forget", () => this.#deleteForGood());
  #after = el("p", { class: "course-progress__after-reset" });

  constructor(store: Store, page: PageData) {
    this.#store = store;
    this.#reset = new Reset(store, page);
    this.#after.append(text.was_reset, " ", this.#undo, " ", this.#forget);
  }

  get content(): HTMLElement[] {
    return [this.#start, this.#after];
  }

  render(): void {
    this.#reset.insist();
    this.#start.setAttribute("aria-disabled", String(this.#isEmpty));
    this.#after.hidden = Object.keys(this.#reset.removed).length === 0;
  }

  get #isEmpty(): boolean {
    return Object.keys(this.#store.entries).length === 0;
  }

  #empty(): void {
    if (this.#isEmpty) return;
    const done = this.#reset.reset();
    this.#say(done ? text.was_reset : text.not_reset, done ? this.#undo : this.#start);
  }

  #bringBack(): void {
    this.#reset.undo();
    this.#say(text.undone, this.#start);
  }

  #deleteForGood(): void {
    const done = this.#reset.forget();
    this.#say(done ? text.forgotten : text.not_forgotten, done ? this.#start : this.#forget);
  }

  #say(what: string, next: HTMLElement): void {
    this.render();
    announce(what);
    next.focus();
  }
}
