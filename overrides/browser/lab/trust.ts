/** "How we know this is right": the laws that this very run was held against, and by how much it missed them. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { type PageData, pageData, urlOf } from "../lib/page-data";
import { say } from "../lib/words";
import { write } from "./dom";
import { figure, type Report } from "./report";
import type { Run } from "./run";
import { failureOf } from "./runtime-error";
import type { Session } from "./session";
import type { Moment } from "./state-at";

const text = lab.oracle;

export class Trust {
  readonly element = el("details", { class: "lab-trust lab-disclosure" }, el("summary", {}, text.label));
  #session: Session;
  #which = el("p", { class: "lab-trust__run" });
  #told = el("p", { class: "lab-trust__told", role: "status" });
  #tables = el("div", {});
  #run: Run | undefined;
  /** The run that was asked about last. */
  #asked: Run | undefined;

  constructor(session: Session) {
    this.#session = session;
    const body = el("div", { class: "lab-trust__body" }, this.#which, this.#told, this.#tables, ...more());
    this.element.append(body);
    this.element.addEventListener("toggle", () => this.#check());
  }

  show({ run }: Moment): void {
    if (this.#run === run) return;
    this.#run = run;
    this.#check();
  }

  /** A fold that is shut asks nothing; each run is asked about once. */
  #check(): void {
    const run = this.#run;
    if (!this.element.open || !run?.complete || this.#asked === run) return;
    this.#asked = run;
    const { scenario, digest } = run.trace;
    write(this.#which, say(text.run, { seed: scenario.seed, digest }));
    write(this.#told, text.checking);
    this.#tables.replaceChildren();
    void this.#ask(run);
  }

  async #ask(run: Run): Promise<void> {
    try {
      const report = await this.#session.runtime.ask<Report>("check_json", run.trace.scenario);
      if (this.#asked === run) this.#fill(report, run.trace.digest);
    } catch (reason) {
      if (this.#asked === run) this.#asked = undefined;
      write(this.#told, say(text.unchecked, { reason: lab.failed[failureOf(reason).kind] }));
    }
  }

  #fill({ checks, long_run, holds, digest }: Report, shown: string): void {
    const broken = checks.filter((law) => !law.holds).length;
    const compared = checks.reduce((sum, law) => sum + law.compared, 0);
    const said = digest === shown ? text[holds ? "holds" : "broken"] : text.differs;
    write(this.#told, say(said, { count: checks.length, compared, broken }));
    this.element.dataset.holds = String(holds && digest === shown);
    const tables = [el("p", {}, text.says), laws(checks)];
    if (long_run.length > 0) tables.push(expectations(long_run), el("p", {}, text.caution));
    this.#tables.replaceChildren(...tables);
  }
}

function laws(checks: Report["checks"]): HTMLElement {
  const { law, compared, expected, found, difference, holds } = text.head;
  const rows = checks.map((one) => [
    named(text.law[one.id], one.formula),
    String(one.compared),
    figure(one.expected, one.unit),
    figure(one.found, one.unit),
    figure(one.difference, one.unit),
    one.holds ? text.yes : text.no,
  ]);
  return table(text.laws, [law, compared, expected, found, difference, holds], rows);
}

function expectations(long: Report["long_run"]): HTMLElement {
  const { figure: name, of, formula, here } = text.head;
  const rows = long.map((one) => [
    named(text.expectation[one.id], one.formula),
    String(one.compared),
    figure(one.expected, one.unit),
    figure(one.found, one.unit),
  ]);
  return table(text.long_run, [name, of, formula, here], rows);
}

function named({ title, says }: { title: string; says: string }, formula: string): HTMLElement {
  const words = el("span", { class: "lab-trust__says" }, says);
  return el("span", {}, title, " ", el("code", {}, formula), " ", words);
}

function table(caption: string, heads: string[], rows: (string | HTMLElement)[][]): HTMLElement {
  const head = el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)));
  const body = rows.map(([first = "", ...cells]) =>
    el("tr", {}, el("th", { scope: "row" }, first), ...cells.map((cell) => el("td", {}, cell))),
  );
  const whole = el(
    "table",
    { class: "lab-table" },
    el("caption", {}, caption),
    el("thead", {}, head),
    el("tbody", {}, ...body),
  );
  return el("div", { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": caption }, whole);
}

/** The page that says what is checked in the tests, where the course has one. */
function more(): HTMLElement[] {
  const page: (PageData & { trust?: string | null }) | null = pageData();
  return page?.trust ? [el("p", {}, el("a", { href: urlOf(page, page.trust) }, text.more))] : [];
}
