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
    const act = new Act(session);
    const scene = [new Pipeline(), new Moments()];
    const time = [new Transport(session.clock), new Legend()];
    const verdict = new Verdict(go);
    const compare = new Compare(session, go);
    this.branches = new BranchStrip(session, (branch) => void compare.with(branch));
    const faults = [new Break(session), new Defend(session)];
    const tune = new Tune(session);
    const seen = [new Gauges(go), new EventLog(), new ReadModel(go)];
    const tasks = [new Challenges(session), new Predict(session)];
    const trust = new Trust(session);
    const controls = [...tasks, this.branches, act, ...time.slice(0, 1), ...faults, tune];
    this.#twin = new TableTwin(go, elementsOf(controls));
    this.#parts = [act, ...scene, ...time, verdict, compare, ...faults, tune, ...seen, trust];
    this.elements = [
      ...elementsOf([...tasks, this.branches]),
      group("lab-scene", act.element, group("lab-show", ...elementsOf(scene))),
      ...elementsOf(time),
      group("lab-told", this.#twin.summary, act.answer, verdict.element),
      compare.element,
      group("lab-desk", group("lab-faults", ...elementsOf(faults)), group("lab-seen", ...elementsOf(seen))),
      ...elementsOf([tune, this.#twin, trust, new BootNote(session.runtime)]),
    ];
  }

  show(moment: Moment): void {
    for (const part of this.#parts) part.show(moment);
    this.#twin.show(moment, this.#session.clock.playing);
  }
}

function elementsOf(parts: { element: HTMLElement }[]): HTMLElement[] {
  return parts.map(({ element }) => element);
}

function group(name: string, ...elements: HTMLElement[]): HTMLElement {
  return el("div", { class: name }, ...elements);
}
