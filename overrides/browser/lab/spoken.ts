/** Words that are seen as they change, and heard once they stand still: speech that changes with each frame is noise. */

import { el } from "../lib/dom";
import { write } from "./dom";

export class Spoken {
  readonly element: HTMLElement;
  /** Standing still it is seen as well, so that nobody reads it twice. */
  #heard = el("span", { role: "status" });
  #seen = el("span", { hidden: true });
  #state: string | undefined;

  /** `name` is the class of the paragraph. */
  constructor(name: string) {
    this.element = el("p", { class: name }, this.#heard, this.#seen);
  }

  /** While time runs, only another `state` is told. */
  show(words: string, state: string, playing: boolean): void {
    if (this.#seen.hidden === playing) this.#part(playing);
    if (playing) write(this.#seen, words);
    if (!playing || state !== this.#state) write(this.#heard, words);
    this.#state = state;
  }

  #part(playing: boolean): void {
    this.#seen.hidden = !playing;
    this.#heard.classList.toggle("visually-hidden", playing);
  }
}
