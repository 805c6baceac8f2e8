/** The read model as a table: changed rows flash once, wrong rows say so and lead to where it began. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { keepFocus, write } from "./dom";
import type { Moment, ViewRow } from "./state-at";
import { TableRow } from "./table-row";

/** A table of thousands of rows would be slow, and nobody reads it. */
const MOST = 20;
const RECENT_US = 500_000;
/** Where more rows than these changed at once, a flash of all of them would point at none. */
const MOST_FLASHES = 6;

export class ReadModel {
  readonly element = el("div", { class: "lab-rows" });
  #go: (at: number) => void;
  #body = el("tbody");
  #region: HTMLElement;
  #empty = el("p", { class: "lab-hint" }, lab.rows.empty);
  #more = el("p", { class: "lab-hint" });
  /** Kept in their places: to say another key in a row costs less than to move rows about. */
  #rows: TableRow[] = [];
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #at: number | undefined;

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    this.#go = go;
    const heads = [lab.rows.customer, lab.rows.orders, lab.rows.total, lab.rows.state];
    const head = el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)));
    const table = el("table", { class: "lab-table" }, el("thead", {}, head), this.#body);
    this.#region = el(
      "div",
      { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": lab.rows.label },
      table,
    );
    this.element.append(
      el("h4", { class: "lab-title" }, lab.rows.label),
      this.#region,
      this.#more,
      this.#empty,
    );
  }

  show({ rows, at }: Moment): void {
    const shown = rows.length > MOST ? noteworthy(rows) : rows;
    keepFocus(this.#region, () => this.#draw(shown));
    write(this.#more, rows.length > MOST ? say(lab.rows.more, { count: rows.length, shown: MOST }) : "");
    this.#empty.hidden = rows.length > 0;
    this.#flash(shown, at);
    this.#at = at;
  }

  #draw(shown: ViewRow[]): void {
    while (this.#rows.length > shown.length) this.#rows.pop()?.element.remove();
    while (this.#rows.length < shown.length) this.#add();
    shown.forEach((row, n) => {
      this.#rows[n]?.show(row);
    });
  }

  #add(): void {
    const row = new TableRow(this.#go);
    this.#rows.push(row);
    this.#body.append(row.element);
  }

  /** What has changed since the moment shown before, if that was just now. */
  #flash(shown: ViewRow[], at: number): void {
    const before = this.#at ?? at;
    const isNew = ({ changed }: ViewRow) => changed > before && at - changed < RECENT_US;
    const rows = this.#rows.filter((_, n) => isNew(shown[n] as ViewRow));
    if (this.#still.matches || rows.length > MOST_FLASHES) return;
    for (const row of rows) row.flash();
  }
}

/** Of many rows those to look at: wrong ones, then the ones that changed last; in the order of their names. */
function noteworthy(rows: ViewRow[]): ViewRow[] {
  const weight = ({ wrongSince, changed }: ViewRow) => (wrongSince ? Number.MAX_SAFE_INTEGER : changed);
  const first = [...rows].sort((a, b) => weight(b) - weight(a)).slice(0, MOST);
  return first.sort((a, b) => (a.key < b.key ? -1 : 1));
}
