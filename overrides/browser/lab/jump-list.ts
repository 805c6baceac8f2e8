/** Ways from the tables to the controls: whoever works from the tables alone need not look for them. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";

const FIRST = 'button, select, input, summary, [tabindex="0"]';

/** A button for each part that has a name and controls, in their order. */
export function jumpList(parts: HTMLElement[]): HTMLElement {
  const items = parts.map((part) => {
    const name =
      part.getAttribute("aria-label") ?? part.querySelector("summary, legend, h4")?.textContent ?? "";
    const jump = () => part.querySelector<HTMLElement>(FIRST)?.focus();
    return el("li", {}, button(say(lab.twin.jump, { name }), "lab-button", jump));
  });
  return el("ul", { class: "lab-jumps", role: "list", "aria-label": lab.twin.jumps }, ...items);
}
