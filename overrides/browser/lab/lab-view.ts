/** A running lab: puts the parts together, and shows them all the same moment. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { Act } from "./act";
import { Bar } from "./bar";
import { Break } from "./break";
import { Clock } from "./clock";
import { Defend } from "./defend";
import { write } from "./dom";
import { EventLog } from "./event-log";
import { Gauges } from "./gauges";
import { sharedRuntime } from "./lab-files";
import { Moments } from "./moments";
import { Pipeline } from "./pipeline";
import type { Failure, Progress } from "./protocol";
import { ReadModel } from "./read-model";
import { RuntimeError } from "./runtime";
import { Session } from "./session";
import { StartPanel } from "./start-panel";
import { type Moment, stateAt } from "./state-at";
import { TableTwin } from "./table-twin";
import type { Scenario } from "./trace";
import { Transport } from "./transport";
import { Verdict } from "./verdict";

interface Part {
  readonly element: HTMLElement;
  show(moment: Moment): void;
}

const FIRST_SPEED = 0.5;

export class LabView extends HTMLElement {
  #clock = new Clock();
  #session: Session | undefined;
  #parts: Part[] = [];
  #twin = new TableTwin();
  #bar: Bar | undefined;
  #notice = el("p", { class: "lab-notice", role: "alert", hidden: true });
  #listening = new AbortController();

  static define(): void {
    if (!customElements.get("lab-view")) customElements.define("lab-view", LabView);
  }

  connectedCallback(): void {
    const runtime = sharedRuntime();
    const source = this.closest("course-lab")?.querySelector(".lab__scenario")?.textContent;
    if (!runtime || !source) return;
    this.#listening = new AbortController();
    this.#session = new Session(runtime, this.#clock);
    const start = () => void this.#start(panel, JSON.parse(source));
    const panel = new StartPanel(start, () => this.#close());
    this.#listen(this.#session, panel);
    start();
  }

  disconnectedCallback(): void {
    this.#clock.pause();
    this.#listening.abort();
  }

  async #start(panel: StartPanel, scenario: Scenario): Promise<void> {
    panel.begin();
    this.dataset.state = "starting";
    this.replaceChildren(panel.element);
    try {
      await this.#session?.begin(scenario);
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.#clock.play();
    } catch (reason) {
      if (!this.isConnected) return;
      this.dataset.state = "failed";
      panel.fail(
        reason instanceof RuntimeError ? reason.failure : { kind: "crashed", message: String(reason) },
      );
    }
  }

  #listen(session: Session, panel: StartPanel): void {
    const { signal } = this.#listening;
    const { runtime } = session;
    const report = (event: Event) => panel.report((event as CustomEvent<Progress>).detail);
    const fail = (event: Event) => this.#say((event as CustomEvent<Failure>).detail);
    const ran = (event: Event) => this.#ran((event as CustomEvent<string>).detail);
    runtime.addEventListener("progress", report, { signal });
    runtime.addEventListener("state", () => this.#state(), { signal });
    session.addEventListener("busy", () => this.#state(), { signal });
    session.addEventListener("failure", fail, { signal });
    session.addEventListener("ran", ran, { signal });
    session.addEventListener("run", () => this.#assemble(session), { signal, once: true });
    session.addEventListener("run", () => this.#state(), { signal });
    this.#clock.addEventListener("tick", () => this.#show(), { signal });
    this.#clock.addEventListener("state", () => this.#show(), { signal });
  }

  #assemble(session: Session): void {
    this.dataset.state = "ready";
    this.#clock.speed = FIRST_SPEED;
    const go = (at: number) => {
      this.#clock.pause();
      this.#clock.seek(at);
    };
    const see = [
      new Act(session),
      new Pipeline(),
      new Moments(),
      new Transport(this.#clock),
      new Verdict(go),
    ];
    const more = [new Break(session), new Defend(session), new EventLog(), new ReadModel(go), new Gauges()];
    this.#parts = [...see, ...more];
    this.#bar = new Bar(session, () => this.#close());
    const [act, pipeline, moments, transport, verdict] = see.map(({ element }) => element) as HTMLElement[];
    const desk = el("div", { class: "lab-desk" }, ...more.map(({ element }) => element));
    const told = el("div", { class: "lab-told" }, this.#twin.summary, verdict as HTMLElement);
    this.replaceChildren(this.#bar.element, this.#notice);
    for (const part of [act, pipeline, moments, transport, told, desk, this.#twin.element])
      if (part) this.append(part);
    this.#state();
    act?.querySelector("button")?.focus({ preventScroll: true });
  }

  #show(): void {
    const run = this.#session?.run;
    if (!run) return;
    const moment = stateAt(run, this.#clock.at);
    for (const part of this.#parts) part.show(moment);
    this.#twin.show(moment, this.#clock.playing);
  }

  #state(): void {
    const { runtime, run } = this.#session ?? {};
    this.dataset.runtime = runtime?.state;
    if (run) this.dataset.digest = run.trace.digest;
    this.#bar?.show();
  }

  #ran(digest: string): void {
    this.#notice.hidden = true;
    const course = this.closest("course-lab");
    course?.dispatchEvent(
      new CustomEvent("course:lab-run", { bubbles: true, detail: { id: course.id, digest } }),
    );
  }

  #say(failure: Failure): void {
    this.#notice.hidden = false;
    write(
      this.#notice,
      [lab.failed[failure.kind], failure.kind === "stopped" ? "" : failure.message].join(" "),
    );
    this.#show();
  }

  #close(): void {
    const { runtime } = this.#session ?? {};
    if (this.dataset.state === "starting") runtime?.cancel();
    this.dispatchEvent(new Event("lab-closed", { bubbles: true }));
    this.remove();
  }
}
