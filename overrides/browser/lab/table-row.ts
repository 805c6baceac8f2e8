/** One row of the read model's table, and whether it is right, behind or wrong. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { set, write } from "./dom";
import { seconds } from "./figures";
import type { ViewRow } from "./state-at";

export class TableRow {
  readonly element: HTMLTableRowElement;
  #key = el("th", { scope: "row" });
  #orders = el("td");
  #total = el("td");
  #words = el("span", { class: "lab-rows__words" });
  #go: HTMLButtonElement;

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    this.#go = button("", "lab-go", () => go(Number(this.#go.value)));
    const state = el("td", {}, this.#words, this.#go);
    this.element = el("tr", {}, this.#key, this.#orders, this.#total, state);
  }

  show(view: ViewRow): void {
    const { key, row, wrongSince } = view;
    write(this.#key, key);
    write(this.#orders, String(row?.orders ?? "–"));
    write(this.#total, String(row?.total ?? "–"));
    write(this.#words, stateOf(view));
    set(this.element, "data-state", wrongSince ? "wrong" : behind(view) > 0 ? "behind" : "right");
    this.#go.hidden = !wrongSince;
    if (!wrongSince) return;
    this.#go.value = String(wrongSince.at_us);
    write(this.#go, say(lab.rows.since, { position: wrongSince.position }));
    set(this.#go, "title", say(lab.rows.go, { at: seconds(wrongSince.at_us) }));
  }

  /** The animation ends by itself, a class would not. */
  flash(): void {
    const frames = [{ backgroundColor: "var(--mark-soft)" }, {}];
    this.element.animate(frames, { duration: 900, easing: "ease-out" });
  }
}

function stateOf(view: ViewRow): string {
  const { expected, wrongSince } = view;
  if (wrongSince) return say(lab.rows.wrong, { expected: expected?.orders ?? 0 });
  const count = behind(view);
  return count > 0 ? say(lab.rows.behind, { count }) : lab.rows.right;
}

function behind({ row, truth }: ViewRow): number {
  return truth.version - (row?.version ?? 0);
}
