/** Where the learner writes: a reflection (one text) and an artefact (one text for each part), kept as they are typed. */

import { browser } from "@messages";
import { CourseElement, define } from "../lib/course-element";
import { el, plainText } from "../lib/dom";
import { exportButton } from "../lib/export";
import { keyOf } from "../lib/record";
import { TextField } from "./text-field";

abstract class Writing extends CourseElement {
  #fields: TextField[] = [];

  /** A labelled textarea for the text of one entry. */
  protected field(kind: "reflection" | "part", id: string, label: string, rows: number): HTMLElement {
    const control = el("textarea", { class: "text-field__control", id: `${id}-text`, rows });
    const field = new TextField(control, {
      key: keyOf(this.module, kind, id),
      field: "text",
      blank: {},
      kept: () => this.keepPlace(id),
    });
    this.#fields.push(field);
    const name = el("label", { class: "text-field__label", for: control.id }, label);
    return el("div", { class: "text-field" }, name, control, ...field.furniture);
  }

  protected override listen(): void {
    for (const field of this.#fields) field.connect(this.store, this.signal);
  }

  protected render(): void {
    for (const field of this.#fields) field.render();
  }
}

export class CourseReflection extends Writing {
  static define(): void {
    define("course-reflection", CourseReflection);
  }

  protected build(): void {
    this.append(
      this.field("reflection", this.id, browser.text.answer, 6),
      exportButton(this, this.page, this.store),
    );
  }
}

export class CourseArtefact extends Writing {
  static define(): void {
    define("course-artefact", CourseArtefact);
  }

  protected build(): void {
    for (const part of this.querySelectorAll<HTMLElement>(".part")) {
      part.append(this.field("part", part.id, plainText(part.querySelector(".part__name")), 5));
    }
    this.append(exportButton(this, this.page, this.store));
  }
}
