/** The marks of the time line in words, each a way to its moment. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import type { Mark, Run } from "./run";

export class MarkList {
  readonly element = el("div", { class: "lab-marks" });
  #go: (at: number) => void;
  #list = el("ol", { class: "lab-marks__list", role: "list", "aria-label": lab.twin.marks });
  #run: Run | undefined;

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    this.#go = go;
    this.element.append(el("h4", { class: "lab-title" }, lab.twin.marks), this.#list);
  }

  show(run: Run): void {
    if (this.#run === run) return;
    this.#run = run;
    const inTime = [...run.marks].sort((a, b) => a.at - b.at);
    this.#list.replaceChildren(...inTime.map((mark) => this.#item(mark)));
    this.element.hidden = inTime.length === 0;
  }

  #item({ at, label }: Mark): HTMLElement {
    return el(
      "li",
      {},
      button(say(lab.twin.go, { mark: label }), "lab-button", () => this.#go(at)),
    );
  }
}
