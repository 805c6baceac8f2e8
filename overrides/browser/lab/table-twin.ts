/** The picture's twin: everything it says as tables, and one sentence that is announced when it changes. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { captions } from "./captions";
import { latest, reason } from "./describe";
import { write } from "./dom";
import { seconds } from "./figures";
import { jumpList } from "./jump-list";
import { type Line, LiveTable } from "./live-table";
import { MarkList } from "./mark-list";
import { stateOf } from "./moments";
import { OverTime } from "./over-time";
import { STATIONS } from "./pipeline";
import { GAUGES, readings } from "./readings";
import type { Moment, Token } from "./state-at";
import { ahead, past } from "./told";
import { verdict } from "./verdict";

export class TableTwin {
  readonly element = el("details", { class: "lab-twin lab-disclosure" }, el("summary", {}, lab.twin.label));
  readonly summary = el("p", { class: "lab-summary", role: "status" });
  #tables: { table: LiveTable; lines: (moment: Moment) => Line[] }[];
  #overTime: OverTime;
  #marks: MarkList;
  #moment: Moment | undefined;

  /** `go` takes the learner to an instant; `controls` are the parts that one acts with. */
  constructor(go: (at: number) => void, controls: HTMLElement[]) {
    const { twin } = lab;
    this.#overTime = new OverTime(go);
    this.#marks = new MarkList(go);
    this.#tables = [
      { table: new LiveTable(twin.now, [twin.where, twin.what], go), lines: present },
      { table: new LiveTable(twin.recent, [twin.time, twin.what], go), lines: past },
      { table: new LiveTable(twin.ahead, [twin.time, twin.what], go), lines: ahead },
    ];
    const tables = this.#tables.map(({ table }) => table.element);
    this.element.append(jumpList(controls), ...tables, this.#overTime.element, this.#marks.element);
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
    for (const { table, lines } of this.#tables) table.show(lines(moment));
    this.#overTime.show(moment.run);
    this.#marks.show(moment.run);
  }
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

function milestone({ order, at }: Moment): string {
  if (!order) return lab.summary.none;
  const why = order.rejected ? reason(order.rejected) : "";
  return say(lab.summary[stateOf(order, at)], { customer: order.customer, reason: why });
}

function standing(moment: Moment): string {
  const lag = say(lab.summary.lag, { count: moment.eventLag, seconds: (moment.timeLag / 1e6).toFixed(1) });
  const happened = latest(moment.run, moment.at);
  const mine = moment.order || !happened ? milestone(moment) : "";
  return [happened, mine, lag].filter(Boolean).join(" ");
}
