/** A challenge that is met by setting parameters: the open ones, and what came of them on every hidden run. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { type Attempt, type Grade, limitOf, nameOf, type Tried, type Tuning, written } from "./challenge";
import { ParameterControl } from "./parameter-control";
import { parameterOf } from "./parameters";
import type { Scenario, Value } from "./trace";

const text = lab.challenges;

export class TuningForm {
  readonly element = el("div", { class: "lab-challenge__form" });
  #challenge: Tuning;
  #controls: ParameterControl[];
  #attempt: Attempt = {};
  #result = el("div", {});

  constructor(challenge: Tuning) {
    this.#challenge = challenge;
    this.#controls = challenge.parameters.map(
      (name) => new ParameterControl(parameterOf(name), (value) => this.#set(name, value)),
    );
    const settings = el(
      "fieldset",
      { class: "lab-challenge__settings" },
      el("legend", {}, text.settings),
      ...this.#controls.map(({ element }) => element),
    );
    this.element.append(settings, this.#result);
    this.use({});
    this.#fill([]);
  }

  /** What is changed; null, with the focus on it, when something has to be mended first. */
  attempt(): Attempt | null {
    const wrong = this.element.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
    return wrong ? null : this.#attempt;
  }

  /** The run that the learner may look at: with a seed of its own. */
  scenario(): Scenario {
    const { scenario } = this.#challenge;
    return { ...scenario, parameters: { ...scenario.parameters, ...this.#attempt } };
  }

  use(attempt: Attempt): void {
    this.#attempt = { ...attempt };
    for (const control of this.#controls) {
      const { name } = control.parameter;
      control.fill(attempt[name] ?? this.#base(name));
    }
  }

  show({ seeds }: Grade): void {
    this.#fill(seeds);
  }

  #base(name: string): Value {
    return this.#challenge.scenario.parameters[name] ?? parameterOf(name).standard;
  }

  #set(name: string, value: Value): void {
    if (value === this.#base(name)) delete this.#attempt[name];
    else this.#attempt[name] = value;
  }

  #fill(tried: Tried[]): void {
    const { conditions, base } = this.#challenge;
    const numbers = tried.map((_, n) => el("th", { scope: "col" }, say(text.run, { number: n + 1 })));
    const heads = [text.figure, text.base, text.must].map((name) => el("th", { scope: "col" }, name));
    const rows = conditions.map(({ figure, sense, limit }) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, nameOf(figure)),
        el("td", {}, written(figure, base[figure])),
        el("td", {}, limitOf(figure, sense, limit)),
        ...tried.map((one) => cell(figure, one, limitOf(figure, sense, limit))),
      ),
    );
    const head = el("thead", {}, el("tr", {}, ...heads, ...numbers));
    const table = el(
      "table",
      { class: "lab-table" },
      el("caption", {}, text.table),
      head,
      el("tbody", {}, ...rows),
    );
    const about = { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": text.table };
    this.#result.replaceChildren(el("div", about, table));
  }
}

/** The limit of a hidden run is its own: it hangs on that run's figures with nothing changed. */
function cell(figure: string, { figures }: Tried, usual: string): HTMLElement {
  const { found, holds, sense, limit } = figures[figure] ?? { found: null, holds: false };
  const value = written(figure, found);
  if (holds) return el("td", { "data-holds": "true" }, `✓ ${value}`);
  const own = limitOf(figure, sense ?? "at_most", limit);
  return el("td", { "data-holds": "false" }, own === usual ? `✗ ${value}` : `✗ ${value} (${own})`);
}
