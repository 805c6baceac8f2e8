/** Predict: the learner says a number before the run that shows it, and the answer refers to what was said. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { write } from "./dom";
import { kept } from "./kept";
import { type Answer, QUESTIONS, type Question } from "./questions";
import type { Session } from "./session";

/** How near counts as close: a tenth of the answer, and a little where that is next to nothing. */
const CLOSE = 0.1;
const NEXT_TO_NOTHING = 0.5;

const text = lab.predict;

export class Predict {
  readonly element = el("details", { class: "lab-task lab-disclosure", "aria-label": text.label });
  #session: Session;
  #choice = el(
    "select",
    {},
    ...QUESTIONS.map(({ id }) => el("option", { value: id }, text.questions[id].title)),
  );
  #ask = el("p", { class: "lab-task__goal" });
  #input = el("input", { type: "number", min: 0, step: "any", required: true, class: "lab-predict__guess" });
  #unit = el("span", {});
  #before = el("p", { class: "lab-hint" });
  #answer = el("p", { class: "lab-task__told", role: "status" });
  /** Counts what is asked: an answer to an earlier question is none. */
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
    const form = el(
      "form",
      { class: "lab-predict__form" },
      el("label", { class: "lab-field" }, el("span", {}, text.guess), this.#input, this.#unit),
      el("button", { type: "submit", class: "lab-button lab-button--primary" }, text.commit),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#commit();
    });
    this.#choice.addEventListener("change", () => this.#choose());
    const field = el("label", { class: "lab-field" }, el("span", {}, text.question), this.#choice);
    const body = el("div", { class: "lab-task__body" }, field, this.#ask, form, this.#before, this.#answer);
    this.element.append(el("summary", {}, text.label), body);
    this.element.addEventListener("toggle", () => this.#asked === 0 && this.#choose());
  }

  get #question(): Question {
    return QUESTIONS[this.#choice.selectedIndex] as Question;
  }

  #choose(): void {
    this.#asked++;
    const { id, unit, most } = this.#question;
    const earlier = kept(this.element, "guess", id);
    write(this.#ask, text.questions[id].ask);
    write(this.#unit, text.units[unit]);
    this.#input.max = String(most);
    write(this.#before, earlier && "text" in earlier ? say(text.before, { said: earlier.text }) : "");
    write(this.#answer, "");
  }

  /** The first guess is the one that is kept: the others are made by somebody who knows. */
  async #commit(): Promise<void> {
    const question = this.#question;
    const { id, unit, seed, parameters } = question;
    const guess = this.#input.valueAsNumber;
    const first = kept(this.element, "guess", id);
    if (!first) kept(this.element, "guess", id, { text: quantity(guess, unit) });
    const { branch } = this.#session;
    if (!branch) return;
    const scenario = { ...branch.scenario, seed, parameters, interventions: [] };
    const asked = ++this.#asked;
    write(this.#answer, text.running);
    const run = await this.#session.open(scenario, say(text.branch, { title: text.questions[id].title }));
    if (asked !== this.#asked) return;
    write(this.#answer, run ? told(question, guess, question.answer(run.trace.measures)) : text.not_made);
  }
}

function told({ id, unit }: Question, guess: number, { value, part, whole }: Answer): string {
  const off = value - guess;
  const near = Math.abs(off) <= Math.max(NEXT_TO_NOTHING, CLOSE * value);
  const { told, why } = text.questions[id];
  return [
    say(text.said, { said: quantity(guess, unit) }),
    say(told, { value: quantity(value, unit), part, whole }),
    near ? text.close : off > 0 ? text.more : text.less,
    why,
  ].join(" ");
}

function quantity(value: number, unit: Question["unit"]): string {
  const count = Math.round(10 * value) / 10;
  return say(text.quantity[unit], { count });
}
