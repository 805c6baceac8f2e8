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
  /** `playing`: the next moment comes in a frame. */
  show(moment: Moment, playing: boolean): void;
}

export class Workbench {
  readonly bar: Bar;
  readonly elements: HTMLElement[];
  #session: Session;
  #parts: Part[];
  #told: { show(): void }[];

  /** `id` is that of the lab on its page. What outlives the lab lets go of it at `signal`. */
  constructor(session: Session, id: string, close: () => void, signal: AbortSignal) {
    this.#session = session;
    const boot = new BootNote(session.runtime);
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
    const branches = new BranchStrip(session, (branch) => void compare.with(branch));
    const faults = [new Break(session), new Defend(session)];
    const tune = new Tune(session);
    const seen = [new Gauges(go, signal), new EventLog(), new ReadModel(go)];
    const tasks = [new Challenges(session), new Predict(session)];
    const trust = new Trust(session);
    const controls = [...tasks, branches, act, ...time.slice(0, 1), ...faults, tune];
    const twin = new TableTwin(go, elementsOf(controls));
    this.#told = [this.bar, branches, boot];
    this.#parts = [act, ...scene, ...time, verdict, compare, ...faults, tune, ...seen, trust, twin];
    this.elements = [
      ...elementsOf([...tasks, branches]),
      group("lab-scene", act.element, group("lab-show", ...elementsOf(scene))),
      ...elementsOf(time),
      group("lab-told", twin.summary, act.answer, verdict.element),
      compare.element,
      group("lab-desk", group("lab-faults", ...elementsOf(faults)), group("lab-seen", ...elementsOf(seen))),
      ...elementsOf([tune, twin, trust, boot]),
    ];
  }

  /** What does not hang on the moment has changed. */
  tell(): void {
    for (const part of this.#told) part.show();
  }

  show(moment: Moment): void {
    for (const part of this.#parts) part.show(moment, this.#session.clock.playing);
  }
}

function elementsOf(parts: { element: HTMLElement }[]): HTMLElement[] {
  return parts.map(({ element }) => element);
}

function group(name: string, ...elements: HTMLElement[]): HTMLElement {
  return el("div", { class: name }, ...elements);
}
