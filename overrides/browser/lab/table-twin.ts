/** The picture's twin: everything it says as a table, and one sentence that is announced when it changes. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { captions } from "./captions";
import { describe, latest, reason } from "./describe";
import { write } from "./dom";
import { seconds } from "./figures";
import { MarkList } from "./mark-list";
import { stateOf } from "./moments";
import { STATIONS } from "./pipeline";
import { GAUGES, readings } from "./readings";
import { countUntil, type Moment, type Token } from "./state-at";
import { verdict } from "./verdict";

const RECENT = 12;

export class TableTwin {
  readonly element = el("details", { class: "lab-twin lab-disclosure" }, el("summary", {}, lab.twin.label));
  readonly summary = el("p", { class: "lab-summary", role: "status" });
  #now = el("tbody");
  #recent = el("tbody");
  #marks: MarkList;
  #moment: Moment | undefined;

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    this.#marks = new MarkList(go);
    this.element.append(
      table(lab.twin.now, [lab.twin.where, lab.twin.what], this.#now),
      table(lab.twin.recent, [lab.twin.time, lab.twin.what], this.#recent),
      this.#marks.element,
    );
    this.element.addEventListener("toggle", () => this.#moment && this.#fill(this.#moment));
  }

  /** While time runs, the sentence holds only what changes seldom; standing still, it says all. */
  show(moment: Moment, playing: boolean): void {
    this.#moment = moment;
    write(this.summary, playing ? milestone(moment) : standing(moment));
    this.#fill(moment);
  }

  #fill(moment: Moment): void {
    if (!this.element.open) return;
    fill(this.#now, present(moment));
    fill(this.#recent, past(moment));
    this.#marks.show(moment.run);
  }
}

type Line = [string, string];

function table(caption: string, heads: string[], body: HTMLElement): HTMLElement {
  const head = el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)));
  const whole = el("table", { class: "lab-table" }, el("caption", {}, caption), el("thead", {}, head), body);
  return el("div", { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": caption }, whole);
}

/** Rows are kept and rewritten, so that a screen reader's place in the table is not lost. */
function fill(body: HTMLElement, lines: Line[]): void {
  while (body.childElementCount > lines.length) body.lastElementChild?.remove();
  while (body.childElementCount < lines.length)
    body.append(el("tr", {}, el("th", { scope: "row" }), el("td")));
  lines.forEach(([head, text], n) => {
    const [first, second] = body.children[n]?.children ?? [];
    if (first && second) {
      write(first, head);
      write(second, text);
    }
  });
}

function present(moment: Moment): Line[] {
  const said = captions(moment);
  const now = readings(moment);
  const places = STATIONS.map((place): Line => {
    const here = moment.tokens.filter(({ from, to }) => from === place && to === place);
    const values = { caption: said[place], tokens: here.map(named).join("; ") };
    return [lab.place[place], here.length > 0 ? say(lab.twin.here, values) : said[place]];
  });
  const moving = moment.tokens.filter((token) => token.from !== token.to);
  return [
    [lab.twin.time, say(lab.log.at, { at: seconds(moment.at) })],
    ...places,
    [lab.twin.moving, moving.map(named).join("; ") || lab.twin.nothing],
    ...GAUGES.map((name): Line => [lab.gauges[name], now[name]]),
    [lab.moments.label, milestone(moment)],
    [lab.twin.verdict, verdict(moment)],
  ];
}

function named({ journey, from, to }: Token): string {
  const name = say(lab.token[journey.kind], { label: journey.label });
  const owned = journey.own ? say(lab.token.own, { name }) : name;
  const placed =
    from === "queue" && to === "queue"
      ? say(lab.token.queued, { name: owned, partition: journey.partition })
      : owned;
  return from === to
    ? placed
    : say(lab.token.moving, { name: owned, from: lab.place[from], to: lab.place[to] });
}

function past({ run, at }: Moment): Line[] {
  const until = countUntil(run.trace.records, at);
  const lines: Line[] = [];
  for (let n = until - 1; n >= 0 && lines.length < RECENT; n--) {
    const record = run.trace.records[n];
    const told = record && describe(record);
    if (told) lines.push([say(lab.log.at, { at: seconds(record.at_us) }), told]);
  }
  return lines;
}

function milestone({ order, at }: Moment): string {
  if (!order) return lab.summary.none;
  const why = order.rejected ? reason(order.rejected) : "";
  return say(lab.summary[stateOf(order, at)], { customer: order.customer, reason: why });
}

function standing(moment: Moment): string {
  const lag = say(lab.summary.lag, { count: moment.eventLag, seconds: (moment.timeLag / 1e6).toFixed(1) });
  return [latest(moment.run, moment.at), milestone(moment), lag].join(" ").trim();
}
