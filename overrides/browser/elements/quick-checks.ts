/** A group of questions: how many are opened, and a list of those to look at again. */

import { browser } from "@messages";
import { announce } from "../lib/announce";
import { CourseElement, define } from "../lib/course-element";
import { el } from "../lib/dom";
import { checksWith, tally } from "../lib/evidence";
import type { Part } from "../lib/page-data";
import { partsIn } from "../lib/parts";
import { say } from "../lib/words";

const text = browser.check;

export class QuickChecks extends CourseElement {
  #review = el("ul", { class: "quick-checks__review-list" });
  /** How long the review list was when the learner last did something here. */
  #told = 0;
  #again = el("section", { class: "quick-checks__review" });

  static define(): void {
    define("quick-checks", QuickChecks);
  }

  protected build(): void {
    this.#again.append(el("h4", { class: "quick-checks__review-title" }, text.review), this.#review);
    this.append(this.#again);
  }

  protected override listen(): void {
    this.on(this, "course:check");
    this.#told = this.#due().length;
  }

  override handleEvent(event: Event): void {
    super.handleEvent(event);
    if (event.type !== "course:check") return;
    const { detail } = event as CustomEvent<"opened" | "answered">;
    if (detail === "opened") announce(this.#count());
    else if (this.#due().length !== this.#told)
      announce(say(text.review_count, { count: this.#due().length }));
    this.#told = this.#due().length;
  }

  protected render(): void {
    const due = this.#due();
    this.child(".quick-checks__count").textContent = this.#count();
    this.#again.hidden = due.length === 0;
    this.#review.replaceChildren(...due.map(link));
  }

  #count(): string {
    return say(text.count, { ...tally(this.store.entries, this.module, partsIn(this), "check") });
  }

  #due(): Part[] {
    return checksWith("not-yet", this.store.entries, this.module, partsIn(this));
  }
}

function link({ id, title }: Part): HTMLLIElement {
  return el("li", {}, el("a", { href: `#${id}` }, title));
}
