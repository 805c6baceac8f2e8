/** A ladder of hints: one at a time, each when it is asked for. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { set, write } from "./dom";

export class Hints {
  readonly list = el("ol", { class: "lab-hints", role: "list", "aria-label": lab.challenges.hints });
  readonly button = button("", "lab-button", () => this.#next());
  #status = el("div", { role: "status" }, this.list);
  #hints: string[] = [];

  get element(): HTMLElement {
    return this.#status;
  }

  /** `hints` from the gentlest on. */
  offer(hints: string[]): void {
    this.#hints = hints;
    this.list.replaceChildren();
    this.#show();
  }

  #next(): void {
    const hint = this.#hints[this.list.childElementCount];
    if (hint) this.list.append(el("li", {}, hint));
    this.#show();
  }

  #show(): void {
    const [given, all] = [this.list.childElementCount, this.#hints.length];
    const more = given < all;
    write(this.button, more ? say(lab.challenges.hint, { number: given + 1, all }) : lab.challenges.no_hint);
    set(this.button, "aria-disabled", more ? null : "true");
  }
}
