/** One question: a native disclosure that remembers that it was opened and asks how sure the learner was. */

import { browser } from "@messages";
import { CourseElement, define } from "../lib/course-element";
import { el } from "../lib/dom";
import type { Sure } from "../lib/record";

const text = browser.check;
const levels: readonly Sure[] = ["knew", "partly", "not-yet"];

export class QuickCheck extends CourseElement {
  #details!: HTMLDetailsElement;
  #state = el("span", { class: "quick-check__state" });
  #changed = el("p", { class: "quick-check__changed" }, text.changed);
  #levels: HTMLInputElement[] = [];

  static define(): void {
    define("quick-check", QuickCheck);
  }

  protected build(): void {
    this.#details = this.child("details");
    this.child("summary").append(" ", this.#state);
    this.#levels = levels.map((value) =>
      el("input", { type: "radio", name: `sure-${this.#details.id}`, value }),
    );
    const choices = this.#levels.map((input) =>
      el("label", { class: "quick-check__level" }, input, ` ${text[input.value as Sure]}`),
    );
    const legend = el("legend", {}, text.sure);
    this.#details.append(this.#changed, el("fieldset", { class: "quick-check__sure" }, legend, ...choices));
  }

  protected override listen(): void {
    this.on(this.#details, "toggle");
    this.on(this, "change");
  }

  override handleEvent(event: Event): void {
    super.handleEvent(event);
    if (event.type === "toggle") this.#opened();
    if (event.type === "change") this.#answered((event.target as HTMLInputElement).value as Sure);
  }

  protected render(): void {
    const check = this.entry("check", this.#details.id);
    const state = check?.sure ?? (check?.opened ? "opened" : "");
    this.#details.dataset.state = state;
    this.#state.textContent = state && text[state];
    this.#changed.hidden = !check || !this.#isStale(check.fingerprint);
    for (const level of this.#levels) level.checked = level.value === check?.sure;
  }

  #opened(): void {
    const { open, id, dataset } = this.#details;
    // What printing opens, by our hand or by Material's, the learner has not opened.
    if (!open || "openedToPrint" in dataset || matchMedia("print").matches) return;
    const before = this.entry("check", id);
    if (before?.opened && !this.#isStale(before.fingerprint)) return;
    this.keep("check", id, () => ({ opened: true, ...this.#fingerprint() }));
    this.#tell("opened");
  }

  #answered(sure: Sure): void {
    this.keep("check", this.#details.id, () => ({ opened: true, sure, ...this.#fingerprint() }));
    this.#tell("answered");
  }

  #fingerprint(): { fingerprint?: string } {
    const { fingerprint } = this.#details.dataset;
    return fingerprint ? { fingerprint } : {};
  }

  #isStale(seen: string | undefined): boolean {
    const now = this.#details.dataset.fingerprint;
    return Boolean(seen && now && seen !== now);
  }

  /** The group counts and announces; it must not be told of what other tabs do. */
  #tell(detail: "opened" | "answered"): void {
    this.dispatchEvent(new CustomEvent("course:check", { bubbles: true, detail }));
  }
}
