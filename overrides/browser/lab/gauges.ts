/** How far the read model is behind, now and over the whole run: each gauge heads the chart of its figure. */

import { lab } from "@messages";
import type { AlignedData } from "uplot";
import { el } from "../lib/dom";
import { Chart, type Shape } from "./chart";
import { type Curves, curvesOf } from "./curves";
import { write } from "./dom";
import { reads, sawTooth, step, steps } from "./lines";
import { type CardName, GAUGES, type GaugeName, overall, type Readings, readings } from "./readings";
import type { Run } from "./run";
import type { Moment } from "./state-at";
import { thinned } from "./thin";

interface Spec {
  name: CardName;
  /** Further gauges of this card; one with a line has a sign of its own. */
  parts: GaugeName[];
  lines: [GaugeName, Shape][];
  counts: boolean;
  data: (curves: Curves, end: number) => AlignedData;
}

const CARDS: Spec[] = [
  {
    name: "events",
    parts: ["to_mark", "gap"],
    lines: [
      ["events", "area"],
      ["gap", "dashes"],
    ],
    counts: true,
    data: ({ lag, gap }, end) => steps(lag, gap, end),
  },
  { name: "time", parts: [], lines: [["time", "area"]], counts: false, data: sawTooth },
  {
    name: "backlog",
    parts: [],
    lines: [["backlog", "area"]],
    counts: true,
    data: ({ backlog }, end) => step(backlog, end),
  },
  {
    name: "freshness",
    parts: ["missed", "saw"],
    lines: [
      ["missed", "dots"],
      ["saw", "rings"],
    ],
    counts: false,
    data: reads,
  },
];

/** In records. */
const LONG = 20_000;

type Go = (at: number) => void;

export class Gauges {
  readonly element = el("div", { class: "lab-gauges", role: "group", "aria-label": lab.gauges.label });
  #cards: Card[];
  #run: Run | undefined;

  /** `go` takes the learner to an instant. The charts are drawn until `signal`. */
  constructor(go: Go, signal: AbortSignal) {
    this.#cards = CARDS.map((spec) => new Card(spec, go, signal));
    const list = el("div", { class: "lab-gauges__list" }, ...this.#cards.map(({ element }) => element));
    this.element.append(el("h4", { class: "lab-title" }, lab.gauges.label), list, meanings());
  }

  show(moment: Moment): void {
    const { run } = moment;
    if (this.#run !== run) this.#load(run);
    this.#run = run;
    const now = readings(moment);
    for (const card of this.#cards) card.show(now, moment.at);
  }

  /** The charts of a long run are drawn one after another: together they would hold up the page. */
  #load(run: Run): void {
    const isLong = run.trace.records.length > LONG;
    for (const card of this.#cards) {
      if (isLong) setTimeout(() => this.#run === run && card.load(run));
      else card.load(run);
    }
  }
}

class Card {
  readonly element = el("div", { class: "lab-gauge" });
  #spec: Spec;
  #values = new Map<GaugeName, HTMLElement>();
  #text = el("p", { class: "lab-gauge__text" });
  #chart: Chart;

  constructor(spec: Spec, go: Go, signal: AbortSignal) {
    this.#spec = spec;
    const signs = new Map(spec.lines.map(([name, shape]) => [name, sign(name, shape)]));
    const lines = spec.lines.map(([name, shape]) => ({ shape, sign: signs.get(name) as HTMLElement }));
    this.#chart = new Chart(lines, spec.counts, go, signal);
    const names = [spec.name, ...spec.parts];
    const figures = names.map((name, n) => this.#figure(name, signs.get(name), n === 0));
    this.element.append(
      el("dl", { class: "lab-gauge__figures" }, ...figures),
      this.#chart.element,
      this.#text,
    );
  }

  load(run: Run): void {
    this.#chart.load(thinned(this.#spec.data(curvesOf(run), run.end)), run.end);
    write(this.#text, overall(run, this.#spec.name));
  }

  show(now: Readings, at: number): void {
    for (const [name, value] of this.#values) write(value, now[name]);
    this.#chart.show(at);
  }

  #figure(name: GaugeName, sign: HTMLElement | undefined, first: boolean): HTMLElement {
    const value = el("dd", { class: first ? "lab-gauge__value" : "lab-gauge__also" });
    this.#values.set(name, value);
    const head = el("dt", {}, ...(sign ? [sign] : []), lab.gauges[name]);
    return el("div", { class: first ? "lab-gauge__head" : "lab-gauge__part" }, head, value);
  }
}

function sign(name: string, shape: Shape): HTMLElement {
  return el("span", { class: "lab-sign", "data-line": name, "data-shape": shape, "aria-hidden": "true" });
}

/** The definitions: two people who read a gauge differently do not see the same system. */
function meanings(): HTMLElement {
  const terms = GAUGES.map((name) =>
    el("div", {}, el("dt", {}, lab.gauges[name]), el("dd", {}, lab.gauges.meaning[name])),
  );
  return el(
    "details",
    { class: "lab-gauges__meanings lab-disclosure" },
    el("summary", {}, lab.gauges.meanings),
    el("dl", {}, ...terms),
  );
}
