/** A checklist: a tick and a line of evidence for each criterion, and a verdict that says why. */

import { browser } from "@messages";
import { announce } from "../lib/announce";
import { CourseElement, define } from "../lib/course-element";
import { el } from "../lib/dom";
import { exportButton } from "../lib/export";
import { keyOf } from "../lib/record";
import { say } from "../lib/words";
import { TextField } from "./text-field";

const text = browser.checklist;

export class CourseChecklist extends CourseElement {
  #ticks: HTMLInputElement[] = [];
  #fields: TextField[] = [];
  #told = "";
  #verdict = el("p", { class: "checklist__verdict" });

  static define(): void {
    define("course-checklist", CourseChecklist);
  }

  protected build(): void {
    for (const criterion of this.querySelectorAll<HTMLElement>(".criterion")) this.#upgrade(criterion);
    this.append(this.#verdict, exportButton(this, this.page, this.store));
  }

  #upgrade(criterion: HTMLElement): void {
    const { id } = criterion;
    const tick = el("input", { type: "checkbox", value: id });
    const name = criterion.querySelector(".criterion__name");
    name?.replaceChildren(
      el("label", { class: "criterion__tick" }, tick, el("span", {}, ...name.childNodes)),
    );
    const evidence = el("input", { type: "text", id: `${id}-evidence`, autocomplete: "off" });
    const field = new TextField(evidence, {
      key: keyOf(this.module, "criterion", id),
      field: "evidence",
      blank: { ticked: false },
      kept: () => {
        this.keepPlace(id);
        this.#tell();
      },
    });
    const label = el("label", { for: evidence.id }, text.evidence);
    criterion.append(el("div", { class: "criterion__evidence" }, label, evidence, ...field.furniture));
    this.#ticks.push(tick);
    this.#fields.push(field);
  }

  protected override listen(): void {
    this.on(this, "change");
    for (const field of this.#fields) field.connect(this.store, this.signal);
  }

  override handleEvent(event: Event): void {
    super.handleEvent(event);
    const { type, checked, value } = event.target as HTMLInputElement;
    if (event.type !== "change" || type !== "checkbox") return;
    this.keep("criterion", value, () => ({ ticked: checked }));
    this.#tell();
  }

  /** The counts change with every tick; what the learner types is told when it changes the verdict or its reason. */
  #tell(): void {
    const said = this.#verdict.textContent ?? "";
    if (said !== this.#told) announce(said);
    this.#told = said;
  }

  protected render(): void {
    for (const tick of this.#ticks) tick.checked = this.entry("criterion", tick.value)?.ticked ?? false;
    for (const field of this.#fields) field.render();
    this.#judge();
    this.#told ||= this.#verdict.textContent ?? "";
  }

  #judge(): void {
    const criteria = this.#ticks.map(({ value }) => this.entry("criterion", value));
    const total = criteria.length;
    const ticked = criteria.filter((one) => one?.ticked);
    const proven = ticked.filter((one) => one?.evidence?.trim()).length;
    const answered = criteria.some((one) => one);
    const found = proven === total ? "justified" : ticked.length ? "unproven" : "unjustified";
    const verdict = answered ? found : "open";
    const reason = text.reasons[verdict === "unproven" && ticked.length === total ? "unfounded" : verdict];
    const because = say(reason, { ticked: ticked.length, proven, total });
    this.#verdict.dataset.verdict = verdict;
    this.#verdict.replaceChildren(
      el("strong", {}, this.dataset[verdict] || text.verdicts[verdict]),
      " ",
      el("span", { class: "checklist__reason" }, because),
    );
  }
}
