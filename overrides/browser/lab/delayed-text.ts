/** Words that come after a while, unless others came first: what is over at once need not be said. */

import { write } from "./dom";

export class DelayedText {
  #words = "";
  #timer = 0;

  constructor(
    readonly element: HTMLElement,
    readonly after: number,
  ) {}

  write(words: string): void {
    if (words === this.#words) return;
    this.#words = words;
    clearTimeout(this.#timer);
    if (words) this.#timer = setTimeout(() => write(this.element, words), this.after);
    else write(this.element, words);
  }
}
