/** Tune: load, rates, batches, polls, partitions and costs. */

import { lab } from "@messages";
import { TUNED } from "./defend";
import { More } from "./more";
import type { Session } from "./session";
import type { Moment } from "./state-at";

export class Tune {
  #more: More;

  constructor(session: Session) {
    this.#more = new More(session, lab.tune.label, TUNED);
    this.#more.element.classList.add("lab-tune");
  }

  get element(): HTMLElement {
    return this.#more.element;
  }

  show(moment: Moment): void {
    this.#more.show(moment);
  }
}
