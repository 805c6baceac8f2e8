/** How far the learner is in this module, and one control that continues where they stopped. */

import { browser } from "@messages";
import { CourseElement, define } from "../lib/course-element";
import { el, plainText } from "../lib/dom";
import { partsIn } from "../lib/parts";
import { say } from "../lib/words";
import { tellings } from "./course-outcomes";

const text = browser.resume;

export class ModuleResume extends CourseElement {
  #far = el("ul", { class: "module-resume__far" });
  #continue = el("a", { class: "module-resume__continue" });

  static define(): void {
    define("module-resume", ModuleResume);
  }

  protected build(): void {
    this.append(this.#far, this.#continue);
  }

  protected render(): void {
    const told = tellings(this.store.entries, this.module, partsIn(document));
    this.#far.replaceChildren(...told.map((one) => el("li", {}, one)));
    this.#point();
  }

  #point(): void {
    const stopped = document.getElementById(this.entry("place", this.module)?.id ?? "");
    const target = stopped ?? document.querySelector<HTMLElement>(".md-content h2[id]");
    this.#continue.hidden = !target;
    if (!target) return;
    this.#continue.href = `#${target.id}`;
    this.#continue.textContent = say(stopped ? text.continue : text.begin, { place: nameOf(target) });
  }
}

const named = "summary, .stage__name, .criterion__name, .part__name, h3, h4";

function nameOf(place: HTMLElement): string {
  return plainText(place.matches("h2") ? place : (place.querySelector(named) ?? place));
}
