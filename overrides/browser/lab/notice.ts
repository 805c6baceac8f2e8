/** What the lab has to say about what went wrong, at its head. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { write } from "./dom";
import type { Failure } from "./protocol";

export class Notice {
  readonly element = el("p", { class: "lab-notice", role: "alert", hidden: true });

  tell(text: string): void {
    this.element.hidden = false;
    write(this.element, text);
  }

  explain({ kind, message }: Failure): void {
    this.tell([lab.failed[kind], kind === "stopped" ? "" : message].join(" ").trim());
  }

  clear(): void {
    this.element.hidden = true;
  }
}
