/** Outcomes that tell what evidence there is for them so far. */

import { browser } from "@messages";
import { CourseElement, define } from "../lib/course-element";
import { el } from "../lib/dom";
import { checksWith, partsFor, tallies } from "../lib/evidence";
import type { Part } from "../lib/page-data";
import { partsIn } from "../lib/parts";
import { say } from "../lib/words";

const text = browser.evidence;

export class CourseOutcomes extends CourseElement {
  #evidence = new Map<HTMLElement, HTMLElement>();

  static define(): void {
    define("course-outcomes", CourseOutcomes);
  }

  protected build(): void {
    for (const outcome of this.querySelectorAll<HTMLElement>(".outcome")) {
      const evidence = el("p", { class: "outcome__evidence" });
      outcome.append(evidence);
      this.#evidence.set(outcome, evidence);
    }
  }

  protected render(): void {
    const parts = partsIn(document);
    for (const [outcome, evidence] of this.#evidence) {
      this.#show(outcome, evidence, partsFor(outcome.dataset.outcome ?? "", parts));
    }
  }

  #show(outcome: HTMLElement, evidence: HTMLElement, parts: Part[]): void {
    const told = tallies(this.store.entries, this.module, parts);
    const done = told.reduce((sum, one) => sum + one.done, 0);
    const total = told.reduce((sum, one) => sum + one.total, 0);
    const known = checksWith("knew", this.store.entries, this.module, parts).length;
    const said = told.map((one) => say(browser.counts[one.kind], { ...one }));
    if (known) said.push(say(text.known, { known }));
    outcome.dataset.evidence = done === 0 ? "none" : done < total ? "some" : "full";
    evidence.textContent = done ? `${text.so_far} ${said.join(" · ")}` : text.none;
  }
}
