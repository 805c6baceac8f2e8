/** A lab at work: its parts in reading order, all showing the same moment. */

import { el } from "../lib/dom";
import { Act } from "./act";
import { Bar } from "./bar";
import { BootNote } from "./boot-note";
import { Break } from "./break";
import { Defend } from "./defend";
import { EventLog } from "./event-log";
import { Gauges } from "./gauges";
import { Legend } from "./legend";
import { Moments } from "./moments";
import { Pipeline } from "./pipeline";
import { Predict } from "./predict";
import { ReadModel } from "./read-model";
import type { Session } from "./session";
import type { Moment } from "./state-at";
import { TableTwin } from "./table-twin";
import { Transport } from "./transport";
import { Verdict } from "./verdict";

interface Part {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

export class Workbench {
  readonly bar: Bar;
  readonly elements: HTMLElement[];
  #session: Session;
  #parts: Part[];
  #twin: TableTwin;

  constructor(session: Session, close: () => void) {
    this.#session = session;
    this.bar = new Bar(session, close);
    const go = (at: number) => {
      session.clock.pause();
      session.clock.seek(at);
    };
    const time = [new Transport(session.clock), new Legend()];
    const act = new Act(session);
    const see = [act, new Pipeline(), new Moments(), ...time, new Gauges(go)];
    const verdict = new Verdict(go);
    const faults = [new Break(session), new Defend(session)];
    const tasks = [new Predict(session)];
    this.#twin = new TableTwin(
      go,
      [...tasks, act, ...time.slice(0, 1), ...faults].map(({ element }) => element),
    );
    const tables = [new EventLog(), new ReadModel(go)];
    this.#parts = [...tasks, ...see, verdict, ...faults, ...tables];
    this.elements = [
      ...tasks.map(({ element }) => element),
      ...see.map(({ element }) => element),
      el("div", { class: "lab-told" }, this.#twin.summary, verdict.element),
      el(
        "div",
        { class: "lab-desk" },
        el("div", { class: "lab-faults" }, ...faults.map(({ element }) => element)),
        ...tables.map(({ element }) => element),
      ),
      this.#twin.element,
      new BootNote(session.runtime).element,
    ];
  }

  show(moment: Moment): void {
    for (const part of this.#parts) part.show(moment);
    this.#twin.show(moment, this.#session.clock.playing);
  }
}
