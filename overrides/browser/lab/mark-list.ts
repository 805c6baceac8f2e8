/** The marks of the time line in words, each a way to its moment. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { keepFocus, write } from "./dom";
import type { Mark, Run } from "./run";

export class MarkList {
  readonly element = el("div", { class: "lab-marks" });
  #go: (at: number) => void;
  #list = el("ol", { class: "lab-marks__list", role: "list", tabindex: -1, "aria-label": lab.twin.marks });
  /** Kept in their places: a run that grows does not throw the keyboard off its mark. */
  #buttons: HTMLButtonElement[] = [];
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
    keepFocus(this.#list, () => this.#draw(inTime));
  }

  #draw(marks: Mark[]): void {
    while (this.#buttons.length > marks.length) this.#buttons.pop()?.parentElement?.remove();
    for (const [n, { at, label }] of marks.entries()) {
      const made = this.#buttons[n] ?? this.#add();
      made.value = String(at);
      write(made, say(lab.twin.go, { mark: label }));
    }
    this.element.hidden = this.#list.hidden = marks.length === 0;
  }

  #add(): HTMLButtonElement {
    const made = button("", "lab-button", () => this.#go(Number(made.value)));
    this.#buttons.push(made);
    this.#list.append(el("li", {}, made));
    return made;
  }
}
