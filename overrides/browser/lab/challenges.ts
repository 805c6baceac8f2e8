/** Challenges: a goal, tries at it on hidden seeds, hints, and a solution after honest tries. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { type Challenge, type Grade, WORDS } from "./challenge";
import { set, write } from "./dom";
import { Hints } from "./hints";
import { PredictionForm } from "./prediction-form";
import { failureOf } from "./runtime-error";
import type { Session } from "./session";
import type { Scenario } from "./trace";
import { Tries } from "./tries";
import { TuningForm } from "./tuning-form";

const text = lab.challenges;

export class Challenges {
  readonly element = el("details", { class: "lab-task lab-disclosure", "aria-label": text.label });
  #session: Session;
  #summary = el("summary", {});
  #choice = el("select", {});
  #goal = el("p", { class: "lab-task__goal", role: "status" });
  #place = el("div", {});
  #told = el("p", { class: "lab-task__told", role: "status" });
  #hints = new Hints();
  #see = button(text.see_run, "lab-button", () => this.#look());
  #try = button("", "lab-button lab-button--primary", () => void this.#judge());
  #reference = button(text.solution, "lab-button", () => this.#solve());
  #all: Challenge[] = [];
  #form: TuningForm | PredictionForm | undefined;
  #tries = new Tries(this.element);

  constructor(session: Session) {
    this.#session = session;
    const field = el("label", { class: "lab-field" }, el("span", {}, text.choice), this.#choice);
    const buttons = el("div", { class: "lab-challenge__buttons" });
    buttons.append(this.#try, this.#see, this.#hints.button, this.#reference);
    const body = el("div", { class: "lab-task__body lab-challenge" }, field, this.#goal, this.#place);
    body.append(buttons, this.#told, this.#hints.element);
    this.element.append(this.#summary, body);
    this.#choice.addEventListener("change", () => this.#choose());
    this.element.addEventListener("toggle", () => void this.#open());
    write(this.#summary, say(text.summary, { count: WORDS.size }));
  }

  get #challenge(): Challenge {
    return this.#all[this.#choice.selectedIndex] as Challenge;
  }

  /** Nothing runs for a fold that nobody opens. */
  async #open(): Promise<void> {
    if (!this.element.open || this.#all.length > 0) return;
    write(this.#told, text.loading);
    try {
      this.#all = await this.#session.runtime.ask<Challenge[]>("challenges_json");
    } catch (reason) {
      write(this.#told, lab.failed[failureOf(reason).kind]);
      return;
    }
    this.#choice.replaceChildren(...this.#all.map(({ id }) => el("option", { value: id })));
    this.#choose();
  }

  #choose(): void {
    const challenge = this.#challenge;
    const words = WORDS.get(challenge.id);
    const see = (question: { scenario: Scenario; at_us: number }) =>
      this.#show(question.scenario, question.at_us);
    this.#form = challenge.kind === "tuning" ? new TuningForm(challenge) : new PredictionForm(challenge, see);
    this.#place.replaceChildren(this.#form.element);
    this.#hints.offer(Object.values(words?.hint ?? {}).slice(0, challenge.hints));
    this.#tries.begin();
    write(this.#goal, words?.goal ?? challenge.id);
    write(this.#told, "");
    this.#see.hidden = challenge.kind !== "tuning";
    write(this.#try, say(text.try[challenge.kind], { count: challenge.seeds }));
    this.#progress();
  }

  #progress(): void {
    const { id } = this.#challenge;
    const met = this.#all.filter((each) => this.#tries.isMet(each.id)).length;
    [...this.#choice.options].forEach((option, n) => {
      const title = WORDS.get(option.value)?.title ?? option.value;
      const mark = this.#tries.isMet(option.value) ? text.done : "";
      option.label = [`${n + 1}.`, title, mark].join(" ").trim();
    });
    const number = this.#choice.selectedIndex + 1;
    const title = WORDS.get(id)?.title ?? id;
    write(this.#summary, say(text.current, { number, all: this.#all.length, title, met }));
    const left = this.#tries.left(id);
    set(this.#reference, "aria-disabled", left > 0 ? "true" : null);
    write(this.#reference, left > 0 ? say(text.solution_later, { count: left }) : text.solution);
  }

  async #judge(): Promise<void> {
    const challenge = this.#challenge;
    const attempt = this.#form?.attempt();
    if (!attempt) return;
    write(this.#told, say(text.trying, { count: challenge.seeds }));
    try {
      const given = { challenge: challenge.id, attempt };
      const grade = await this.#session.runtime.ask<Grade>("grade_json", given);
      this.#tries.keep(challenge.id, attempt, grade);
      if (challenge === this.#challenge) this.#tell(challenge, grade);
    } catch (reason) {
      write(this.#told, lab.failed[failureOf(reason).kind]);
    }
  }

  #tell({ kind, seeds }: Challenge, grade: Grade): void {
    this.#form?.show(grade);
    const said = text[grade.passed ? "passed" : "failed"][kind];
    write(this.#told, say(said, { met: grade.met, needed: grade.needed, all: seeds }));
    set(this.#told, "data-passed", String(grade.passed));
    this.#progress();
  }

  #solve(): void {
    if (this.#tries.left(this.#challenge.id) > 0) return;
    this.#form?.use(this.#challenge.reference);
    write(this.#told, text.solved);
  }

  #look(): void {
    if (this.#form instanceof TuningForm && this.#form.attempt()) this.#show(this.#form.scenario(), 0);
  }

  #show(scenario: Scenario, at: number): void {
    const title = WORDS.get(this.#challenge.id)?.title ?? "";
    this.#session.open(scenario, say(text.branch, { title }), at);
  }
}
