/** Two branches side by side at one instant: their figures and their read models, each difference in a word and a sign. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import type { Branch } from "./branches";
import { type Difference, firstDifference, lines } from "./differences";
import { set, write } from "./dom";
import { seconds } from "./figures";
import type { Run } from "./run";
import type { Session } from "./session";
import { Spoken } from "./spoken";
import { type Moment, stateAt } from "./state-at";

export class Compare {
  readonly element = el("section", { class: "lab-compare", "aria-label": lab.compare.label, hidden: true });
  #session: Session;
  #branch: Branch | null = null;
  #other: Run | undefined;
  #run: Run | undefined;
  #heads = [el("th", { scope: "col" }), el("th", { scope: "col" })];
  #body = el("tbody");
  #sum = new Spoken("lab-compare__sum");
  #part: HTMLButtonElement;

  constructor(session: Session, go: (at: number) => void) {
    this.#session = session;
    this.#part = button("", "lab-button", () => go(Number(this.#part.value)));
    const head = el(
      "tr",
      {},
      el("th", { scope: "col" }, lab.compare.what),
      ...this.#heads,
      el("th", { scope: "col" }, lab.compare.difference),
    );
    const table = el("table", { class: "lab-table" }, el("thead", {}, head), this.#body);
    this.element.append(
      el("h4", { class: "lab-title" }, lab.compare.label),
      el("div", { class: "lab-compare__head" }, this.#sum.element, this.#part),
      el("div", { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": lab.compare.table }, table),
    );
  }

  /** Show a branch beside the one in view; null: none. */
  async with(branch: Branch | null): Promise<void> {
    this.#branch = branch;
    const run = branch ? await this.#session.runOf(branch) : null;
    if (this.#branch !== branch) return;
    this.#other = run ?? undefined;
    this.#run = undefined;
    this.element.hidden = !run;
    const { run: here, clock } = this.#session;
    if (here) this.show(stateAt(here, clock.at), clock.playing);
  }

  show(moment: Moment, playing: boolean): void {
    const other = this.#other;
    if (!other) return;
    if (this.#run !== moment.run) this.#load(moment.run, other);
    const there = stateAt(other, Math.min(moment.at, other.end));
    const found = lines(moment, there);
    this.#tell(found, playing);
    this.#name();
    while (this.#body.childElementCount > found.length) this.#body.lastElementChild?.remove();
    while (this.#body.childElementCount < found.length) this.#body.append(row());
    for (const [n, line] of found.entries()) fill(this.#body.children[n], line);
  }

  #tell(found: Difference[], playing: boolean): void {
    const count = found.filter(({ here, there }) => here !== there).length;
    const state = count > 0 ? "differ" : "alike";
    set(this.element, "data-state", state);
    this.#sum.show(count > 0 ? say(lab.compare.differ, { count }) : lab.compare.alike, state, playing);
  }

  /** Branches can be renamed while they are looked at. */
  #name(): void {
    const { branch, branches } = this.#session;
    const other = branches.find(({ id }) => id === this.#branch?.id);
    for (const [n, head] of this.#heads.entries()) write(head, (n === 0 ? branch : other)?.name ?? "");
  }

  #load(run: Run, other: Run): void {
    this.#run = run;
    const at = firstDifference(run.trace.records, other.trace.records);
    this.#part.hidden = at === null;
    this.#part.value = String(at ?? 0);
    write(this.#part, say(lab.compare.part, { at: seconds(at ?? 0) }));
  }
}

function row(): HTMLElement {
  return el("tr", {}, el("th", { scope: "row" }), el("td"), el("td"), el("td"));
}

function fill(element: Element | undefined, { name, here, there }: Difference): void {
  const differs = here !== there;
  const texts = [name, here, there, differs ? lab.compare.differs : lab.compare.same];
  for (const [n, cell] of [...(element?.children ?? [])].entries()) write(cell, texts[n] ?? "");
  if (element) set(element, "data-differs", differs ? "" : null);
}
