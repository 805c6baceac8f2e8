/** Rarely used parameters behind a disclosure, by the part of the path they belong to; made when first opened. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import type { Session } from "./session";
import { Settings } from "./setting";
import type { Moment } from "./state-at";

const parts: Record<string, string> = lab.tune.part;

export class More {
  readonly element: HTMLDetailsElement;
  #settings: Settings[] = [];
  #moment: Moment | undefined;

  /** `first` stands before the parameters. */
  constructor(session: Session, label: string, names: readonly string[], ...first: HTMLElement[]) {
    this.element = el("details", { class: "lab-more lab-disclosure" }, el("summary", {}, label), ...first);
    this.element.addEventListener("toggle", () => {
      if (this.#settings.length === 0) this.#fill(session, names);
      if (this.#moment) this.show(this.#moment);
    });
  }

  show(moment: Moment): void {
    this.#moment = moment;
    if (this.element.open) for (const group of this.#settings) group.show(moment);
  }

  #fill(session: Session, names: readonly string[]): void {
    const prefixes = [...new Set(names.map(partOf))];
    for (const prefix of prefixes) {
      const group = new Settings(
        session,
        names.filter((name) => partOf(name) === prefix),
      );
      this.#settings.push(group);
      const legend = prefixes.length > 1 ? [el("legend", {}, parts[prefix] ?? prefix)] : [];
      this.element.append(el("fieldset", { class: "lab-more__part" }, ...legend, ...group.elements));
    }
  }
}

function partOf(name: string): string {
  return name.slice(0, name.indexOf("."));
}
