/** A challenge that is met by saying what happens, before the runs that show it. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import {
  type Attempt,
  type Grade,
  nameOf,
  type Prediction,
  type Question,
  WORDS,
  written,
} from "./challenge";
import { set, write } from "./dom";

const text = lab.challenges;

interface Asked {
  select: HTMLSelectElement;
  told: HTMLElement;
  see: HTMLButtonElement;
}

export class PredictionForm {
  readonly element = el("ol", { class: "lab-challenge__questions" });
  #challenge: Prediction;
  #asked = new Map<string, Asked>();

  /** `see` shows the run of a question. */
  constructor(challenge: Prediction, see: (question: Question) => void) {
    this.#challenge = challenge;
    this.element.append(...challenge.questions.map((question) => this.#item(question, see)));
  }

  /** An answer to every question; null, with the focus on the first without one, when there is not. */
  attempt(): Attempt | null {
    const answers = [...this.#asked].map(([id, { select }]) => [id, select] as const);
    const missing = answers.find(([, select]) => select.value === "")?.[1];
    for (const [, select] of answers) set(select, "aria-invalid", select.value ? null : "true");
    missing?.focus();
    return missing ? null : Object.fromEntries(answers.map(([id, { value }]) => [id, value]));
  }

  use(attempt: Attempt): void {
    for (const [id, { select }] of this.#asked) {
      select.value = String(attempt[id] ?? "");
      set(select, "aria-invalid", null);
    }
  }

  /** A wrong answer is called wrong; what is right stays to be found until the challenge is met. */
  show({ seeds, passed }: Grade): void {
    for (const { question, first, figures, passed: right } of seeds) {
      const asked = this.#asked.get(question ?? "");
      if (!asked || !first) continue;
      const at = written("at_us", (figures[first]?.found ?? 0) - this.#atOf(question));
      const shown = right || passed;
      const told = say(right ? text.right : shown ? text.it_was : text.wrong, { gauge: nameOf(first), at });
      write(asked.told, told);
      set(asked.told, "data-holds", String(right));
      asked.see.hidden = !shown;
    }
  }

  #atOf(id: string | undefined): number {
    return this.#challenge.questions.find((question) => question.id === id)?.at_us ?? 0;
  }

  #item(question: Question, see: (question: Question) => void): HTMLElement {
    const options = question.options.map((value) => el("option", { value }, nameOf(value)));
    const select = el("select", {}, el("option", { value: "" }, text.choose), ...options);
    const told = el("p", { class: "lab-challenge__answer" });
    const look = button(text.see, "lab-button", () => see(question));
    look.hidden = true;
    this.#asked.set(question.id, { select, told, see: look });
    const words = WORDS.get(this.#challenge.id)?.question?.[question.id] ?? question.id;
    const field = el("label", { class: "lab-challenge__question" }, el("span", {}, words), select);
    return el("li", {}, field, told, look);
  }
}
