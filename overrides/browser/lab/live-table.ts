/** A table whose rows are kept and rewritten, so that a screen reader's place in it is not lost while time runs. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { keepFocus, set, write } from "./dom";
import { seconds } from "./figures";

/** A row: its head, in words or as an instant (µs) that one can go to, and the other cells. */
export type Line = [head: string | number, ...cells: string[]];

export class LiveTable {
  readonly element: HTMLElement;
  #body = el("tbody");
  #go: (at: number) => void;

  /** `go` takes the learner to an instant. */
  constructor(caption: string, heads: string[], go: (at: number) => void) {
    this.#go = go;
    const head = el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)));
    const table = el(
      "table",
      { class: "lab-table" },
      el("caption", {}, caption),
      el("thead", {}, head),
      this.#body,
    );
    this.element = el(
      "div",
      { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": caption },
      table,
    );
  }

  show(lines: Line[]): void {
    keepFocus(this.element, () => this.#draw(lines));
  }

  #draw(lines: Line[]): void {
    while (this.#body.childElementCount > lines.length) this.#body.lastElementChild?.remove();
    lines.forEach((line, n) => {
      this.#write(this.#row(n, line.length - 1), line);
    });
    this.element.hidden = lines.length === 0;
  }

  #row(n: number, cells: number): Element {
    const row = this.#body.children[n];
    if (row) return row;
    const more = Array.from({ length: cells }, () => el("td"));
    const made = el("tr", {}, el("th", { scope: "row" }), ...more);
    this.#body.append(made);
    return made;
  }

  #write(row: Element, [head, ...cells]: Line): void {
    const [first, ...rest] = row.children;
    if (first && typeof head === "string") write(first, head);
    else if (first) this.#writeInstant(first, head as number);
    rest.forEach((cell, n) => {
      write(cell, cells[n] ?? "");
    });
  }

  #writeInstant(cell: Element, at: number): void {
    const text = say(lab.log.at, { at: seconds(at) });
    const made = () => button("", "lab-go lab-go--instant", () => this.#go(Number(go.value)));
    const go = cell.querySelector("button") ?? made();
    if (!go.isConnected) cell.replaceChildren(go);
    go.value = String(at);
    write(go, text);
    set(go, "aria-label", say(lab.twin.go, { mark: text }));
  }
}
