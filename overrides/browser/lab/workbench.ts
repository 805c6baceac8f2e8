/** A lab at work: its parts in reading order, all showing the same moment. */

import { el } from "../lib/dom";
import { Act } from "./act";
import { Bar } from "./bar";
import { BootNote } from "./boot-note";
import { BranchStrip } from "./branch-strip";
import { Break } from "./break";
import { Challenges } from "./challenges";
import { Compare } from "./compare";
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
import { Trust } from "./trust";
import { Tune } from "./tune";
import { Verdict } from "./verdict";

interface Part {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

export class Workbench {
  readonly bar: Bar;
  readonly branches: BranchStrip;
  readonly elements: HTMLElement[];
  #session: Session;
  #parts: Part[];
  #twin: TableTwin;

  /** `id` is that of the lab on its page. */
  constructor(session: Session, id: string, close: () => void) {
    this.#session = session;
    this.bar = new Bar(session, id, close);
    const go = (at: number) => {
      session.clock.pause();
      session.clock.seek(at);
    };
    const time = [new Transport(session.clock), new Legend()];
    const act = new Act(session);
    const see = [act, new Pipeline(), new Moments(), ...time, new Gauges(go)];
    const verdict = new Verdict(go);
    const compare = new Compare(session, go);
    this.branches = new BranchStrip(session, (branch) => void compare.with(branch));
    const faults = [new Break(session), new Defend(session), new Tune(session)];
    const predict = new Predict(session);
    const tasks = [new Challenges(session), predict];
    this.#twin = new TableTwin(
      go,
      [...tasks, this.branches, act, ...time.slice(0, 1), ...faults].map(({ element }) => element),
    );
    const tables = [new EventLog(), new ReadModel(go)];
    const trust = new Trust(session);
    this.#parts = [predict, ...see, verdict, compare, ...faults, ...tables, trust];
    this.elements = [
      ...tasks.map(({ element }) => element),
      this.branches.element,
      ...see.map(({ element }) => element),
      el("div", { class: "lab-told" }, this.#twin.summary, verdict.element),
      compare.element,
      el(
        "div",
        { class: "lab-desk" },
        el("div", { class: "lab-faults" }, ...faults.map(({ element }) => element)),
        ...tables.map(({ element }) => element),
      ),
      this.#twin.element,
      trust.element,
      new BootNote(session.runtime).element,
    ];
  }

  show(moment: Moment): void {
    for (const part of this.#parts) part.show(moment);
    this.#twin.show(moment, this.#session.clock.playing);
  }
}
