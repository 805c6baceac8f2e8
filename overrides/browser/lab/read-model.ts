/** The read model as a table: changed rows flash once, wrong rows say so and lead to where it began. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { set, write } from "./dom";
import { seconds } from "./figures";
import type { Moment, ViewRow } from "./state-at";

/** A table of thousands of rows would be slow, and nobody reads it. */
const MOST = 20;
const RECENT_US = 500_000;

interface Cells {
  row: HTMLTableRowElement;
  orders: HTMLElement;
  total: HTMLElement;
  words: HTMLElement;
  go: HTMLButtonElement;
  changed: number;
}

export class ReadModel {
  readonly element = el("div", { class: "lab-rows" });
  #go: (at: number) => void;
  #body = el("tbody");
  #empty = el("p", { class: "lab-hint" }, lab.rows.empty);
  #more = el("p", { class: "lab-hint" });
  #cells = new Map<string, Cells>();

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    this.#go = go;
    const heads = [lab.rows.customer, lab.rows.orders, lab.rows.total, lab.rows.state];
    const head = el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)));
    const table = el("table", { class: "lab-table" }, el("thead", {}, head), this.#body);
    const region = el(
      "div",
      { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": lab.rows.label },
      table,
    );
    this.element.append(el("h4", { class: "lab-title" }, lab.rows.label), region, this.#more, this.#empty);
  }

  show({ rows, at }: Moment): void {
    const shown = rows.length > MOST ? noteworthy(rows) : rows;
    const keys = shown.map(({ key }) => key).join();
    if (keys !== [...this.#cells.keys()].join()) this.#rebuild(shown);
    for (const row of shown) this.#update(row, at);
    write(this.#more, rows.length > MOST ? say(lab.rows.more, { count: rows.length, shown: MOST }) : "");
    this.#empty.hidden = rows.length > 0;
  }

  #rebuild(rows: ViewRow[]): void {
    const before = this.#cells;
    this.#cells = new Map(rows.map(({ key }) => [key, before.get(key) ?? this.#build(key)]));
    this.#body.replaceChildren(...[...this.#cells.values()].map(({ row }) => row));
  }

  #build(key: string): Cells {
    const [orders, total, words] = [el("td", {}), el("td", {}), el("span", { class: "lab-rows__words" })];
    const go = button("", "lab-go", () => this.#go(Number(go.value)));
    const row = el("tr", {}, el("th", { scope: "row" }, key), orders, total, el("td", {}, words, go));
    return { row, orders, total, words, go, changed: -1 };
  }

  #update(view: ViewRow, at: number): void {
    const cells = this.#cells.get(view.key);
    if (!cells) return;
    const { wrongSince } = view;
    write(cells.orders, String(view.row?.orders ?? "–"));
    write(cells.total, String(view.row?.total ?? "–"));
    write(cells.words, stateOf(view));
    set(
      cells.row,
      "data-state",
      wrongSince ? "wrong" : view.truth.version > (view.row?.version ?? 0) ? "behind" : "right",
    );
    cells.go.hidden = !wrongSince;
    if (wrongSince) {
      cells.go.value = String(wrongSince.at_us);
      write(cells.go, say(lab.rows.since, { position: wrongSince.position }));
      set(cells.go, "title", say(lab.rows.go, { at: seconds(wrongSince.at_us) }));
    }
    this.#flash(cells, view.changed, at);
  }

  /** What has just changed flashes; after a jump that is little. The animation ends by itself, a class would not. */
  #flash(cells: Cells, changed: number, at: number): void {
    const isNew = changed > cells.changed && cells.changed >= 0 && at - changed < RECENT_US;
    cells.changed = changed;
    if (!isNew || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    cells.row.animate([{ backgroundColor: "var(--mark-soft)" }, {}], { duration: 900, easing: "ease-out" });
  }
}

/** Of many rows those to look at: wrong ones, then the ones that changed last; in the order of their names. */
function noteworthy(rows: ViewRow[]): ViewRow[] {
  const weight = ({ wrongSince, changed }: ViewRow) => (wrongSince ? Number.MAX_SAFE_INTEGER : changed);
  const first = [...rows].sort((a, b) => weight(b) - weight(a)).slice(0, MOST);
  return first.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function stateOf({ row, truth, expected, wrongSince }: ViewRow): string {
  if (wrongSince) return say(lab.rows.wrong, { expected: expected?.orders ?? 0 });
  const behind = truth.version - (row?.version ?? 0);
  return behind > 0 ? say(lab.rows.behind, { count: behind }) : lab.rows.right;
}
