/** What the marks on the time line mean, in one line: only those that this run has. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import type { Run } from "./run";
import type { Moment } from "./state-at";

const KINDS = ["act", "acknowledged", "visible", "rejected", "wrong", "lost", "crash", "parked"] as const;

export class Legend {
  /** Hidden like the marks: their list in the table says what each means, and when it was. */
  readonly element = el("p", { class: "lab-legend", "aria-hidden": "true" });
  #run: Run | undefined;

  show({ run }: Moment): void {
    if (this.#run === run) return;
    this.#run = run;
    const present = KINDS.filter((kind) => run.marks.some((mark) => mark.kind === kind));
    this.element.replaceChildren(...[...present, "lag" as const].map(entry));
  }
}

function entry(kind: keyof typeof lab.legend): HTMLElement {
  const sign = el("span", { class: "lab-mark", "data-kind": kind });
  return el("span", { class: "lab-legend__entry" }, sign, lab.legend[kind]);
}
