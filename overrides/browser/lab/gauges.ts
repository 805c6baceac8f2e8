/** How far the read model is behind: in events, in seconds, and what still waits. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { write } from "./dom";
import type { Run } from "./run";
import type { Moment } from "./state-at";

interface Dial {
  value: HTMLElement;
  bar: HTMLElement;
}

type Name = "events" | "time" | "backlog";

export class Gauges {
  readonly element = el("div", { class: "lab-gauges", role: "group", "aria-label": lab.gauges.label });
  #dials = new Map<Name, Dial>();
  #run: Run | undefined;
  #most = { events: 1, time: 1 };

  constructor() {
    const names: Name[] = ["events", "time", "backlog"];
    const list = el("dl", { class: "lab-gauges__list" }, ...names.map((name) => this.#dial(name)));
    this.element.append(el("h4", { class: "lab-title" }, lab.gauges.label), list);
  }

  show(moment: Moment): void {
    if (this.#run !== moment.run) this.#most = most(moment.run);
    this.#run = moment.run;
    const { events, time } = this.#most;
    this.#set("events", say(lab.gauges.events_value, { count: moment.eventLag }), moment.eventLag / events);
    this.#set("time", `${(moment.timeLag / 1e6).toFixed(2)} s`, moment.timeLag / time);
    this.#set("backlog", say(lab.gauges.backlog_value, { count: moment.backlog }), moment.backlog / events);
  }

  #dial(name: Name): HTMLElement {
    const value = el("dd", { class: "lab-gauge__value" });
    const bar = el("span", { class: "lab-gauge__fill" });
    this.#dials.set(name, { value, bar });
    const track = el("dd", { class: "lab-gauge__bar", "aria-hidden": "true" }, bar);
    return el("div", { class: "lab-gauge" }, el("dt", {}, lab.gauges[name]), value, track);
  }

  #set(name: Name, text: string, share: number): void {
    const dial = this.#dials.get(name);
    if (!dial) return;
    write(dial.value, text);
    dial.bar.style.transform = `scaleX(${Math.min(1, share).toFixed(3)})`;
  }
}

/** The most of each in this run, so that a full bar means "as bad as it gets here". */
function most({ trace }: Run): { events: number; time: number } {
  const { event_lag_max: events, time_lag_max_us: time } = trace.measures;
  return { events: Number(events) || 1, time: Number(time) || 1 };
}
