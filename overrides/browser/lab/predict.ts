/** Predict: the learner says a number before the run that shows it, and the answer refers to what was said. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { write } from "./dom";
import { kept } from "./kept";
import { type Answer, QUESTIONS, type Question } from "./questions";
import type { Session } from "./session";
import type { Moment } from "./state-at";
import type { Scenario } from "./trace";

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
  /** What was committed and is being run. */
  #said: { question: Question; guess: number; scenario: Scenario } | undefined;

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
      this.#commit();
    });
    this.#choice.addEventListener("change", () => this.#choose());
    const field = el("label", { class: "lab-field" }, el("span", {}, text.question), this.#choice);
    const body = el("div", { class: "lab-task__body" }, field, this.#ask, form, this.#before, this.#answer);
    this.element.append(el("summary", {}, text.label), body);
    this.element.addEventListener("toggle", () => this.element.open && this.#choose());
  }

  /** The answer comes with the run that was made for it. */
  show({ run }: Moment): void {
    const said = this.#said;
    if (!said || !run.complete || this.#session.branch?.scenario !== said.scenario) return;
    this.#said = undefined;
    const { question, guess } = said;
    write(this.#answer, told(question, guess, question.answer(run.trace.measures)));
  }

  get #question(): Question {
    return QUESTIONS[this.#choice.selectedIndex] as Question;
  }

  #choose(): void {
    const { id, unit, most } = this.#question;
    const earlier = kept(this.element, "guess", id);
    write(this.#ask, text.questions[id].ask);
    write(this.#unit, text.units[unit]);
    this.#input.max = String(most);
    write(this.#before, earlier && "text" in earlier ? say(text.before, { said: earlier.text }) : "");
    write(this.#answer, "");
  }

  /** The first guess is the one that is kept: the others are made by somebody who knows. */
  #commit(): void {
    const question = this.#question;
    const { id, unit, seed, parameters } = question;
    const guess = this.#input.valueAsNumber;
    const first = kept(this.element, "guess", id);
    if (!first) kept(this.element, "guess", id, { text: quantity(guess, unit) });
    const { branch } = this.#session;
    if (!branch) return;
    const scenario = { ...branch.scenario, seed, parameters, interventions: [] };
    this.#said = { question, guess, scenario };
    write(this.#answer, text.running);
    this.#session.open(scenario, say(text.branch, { title: text.questions[id].title }));
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
