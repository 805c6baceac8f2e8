/** Outcomes that tell what evidence there is for them so far. */

import { browser } from "@messages";
import { CourseElement, define } from "../lib/course-element";
import { el } from "../lib/dom";
import { challengesMet, checksWith, partsFor, tallies } from "../lib/evidence";
import type { Part } from "../lib/page-data";
import { partsIn } from "../lib/parts";
import type { Entries } from "../lib/record";
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
    const { entries } = this.store;
    const counts = tallies(entries, this.module, parts);
    const some = counts.some(({ done }) => done);
    const full = counts.every(({ done, total }) => done === total);
    outcome.dataset.evidence = some ? (full ? "full" : "some") : "none";
    evidence.textContent = some
      ? `${text.so_far} ${tellings(entries, this.module, parts).join(" · ")}`
      : text.none;
  }
}

/** How far these parts are, in words: "Checks opened: 3 of 8", "Known: 2". */
export function tellings(entries: Entries, module: string, parts: Part[]): string[] {
  const said = tallies(entries, module, parts).map((one) => say(browser.counts[one.kind], { ...one }));
  const known = checksWith("knew", entries, module, parts).length;
  const met = challengesMet(entries, module, parts);
  if (met) said.push(say(text.met, { met }));
  return known ? [...said, say(text.known, { known })] : said;
}
