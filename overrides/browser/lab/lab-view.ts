/** A running lab: puts the parts together, and shows them all the same moment. */

import { Clock } from "./clock";
import { set } from "./dom";
import { Notice } from "./notice";
import { asked, untouched } from "./openings";
import type { Failure } from "./protocol";
import { failureOf } from "./runtime-error";
import { Session } from "./session";
import { release, sharedRuntime } from "./shared-runtime";
import { StartPanel } from "./start-panel";
import { stateAt } from "./state-at";
import type { Scenario } from "./trace";
import { Workbench } from "./workbench";

const FIRST_SPEED = 0.5;

export class LabView extends HTMLElement {
  #clock = new Clock();
  #session: Session | undefined;
  #bench: Workbench | undefined;
  #notice = new Notice();
  #listening = new AbortController();
  #course: HTMLElement | null = null;
  #base: Scenario | undefined;

  static define(): void {
    if (!customElements.get("lab-view")) customElements.define("lab-view", LabView);
  }

  connectedCallback(): void {
    const runtime = sharedRuntime();
    const course = this.closest<HTMLElement>("course-lab");
    const source = course?.querySelector(".lab__scenario")?.textContent;
    if (!runtime || !source) return;
    set(this, "role", "group");
    set(this, "aria-labelledby", `${course?.id}-title`);
    this.#listening = new AbortController();
    this.#session = new Session(runtime, this.#clock);
    const base = untouched(JSON.parse(source));
    this.#course = course;
    this.#base = base;
    const start = () => void this.#start(panel, base);
    const panel = new StartPanel(start, () => this.#close());
    this.#listen(this.#session, panel);
    start();
  }

  disconnectedCallback(): void {
    this.#clock.pause();
    this.#listening.abort();
    this.#session?.giveUp();
    release();
  }

  async #start(panel: StartPanel, scenario: Scenario): Promise<void> {
    this.dataset.state = "starting";
    this.#redraw(() => {
      panel.begin();
      this.replaceChildren(panel.element);
    });
    this.#report(panel);
    try {
      await this.#session?.begin(scenario);
      if (!(await this.#open()) && !matchMedia("(prefers-reduced-motion: reduce)").matches)
        this.#clock.play();
    } catch (reason) {
      if (!this.isConnected) return;
      this.dataset.state = "failed";
      this.#redraw(() => panel.fail(failureOf(reason)));
    }
  }

  /** Open what the page or its address asks for, as a branch: what is here stays. Says whether anything was asked. */
  async #open(): Promise<boolean> {
    const found = this.#course && this.#base && (await asked(this.#course, this.#base));
    if (typeof found === "string") this.#notice.tell(found);
    else if (found) this.#session?.open(found.scenario, found.name, found.at);
    return Boolean(found);
  }

  /** Focus that loses its place in the lab goes to the lab's beginning; focus elsewhere is the learner's. */
  #redraw(draw: () => void): void {
    const held = this.matches(":focus-within");
    draw();
    if (held && !this.matches(":focus-within")) this.focus({ preventScroll: true });
  }

  #listen(session: Session, panel: StartPanel): void {
    const { signal } = this.#listening;
    const report = () => this.#report(panel);
    const fail = (event: Event) => this.#notice.explain((event as CustomEvent<Failure>).detail);
    const ran = (event: Event) => this.#ran((event as CustomEvent<string>).detail);
    session.runtime.addEventListener("progress", report, { signal });
    session.runtime.addEventListener("state", () => this.#state(), { signal });
    session.addEventListener("failure", fail, { signal });
    session.addEventListener("failure", () => this.#show(), { signal });
    session.addEventListener("ran", ran, { signal });
    session.addEventListener("run", () => this.#assemble(), { signal, once: true });
    for (const told of ["run", "busy", "branches"])
      session.addEventListener(told, () => this.#state(), { signal });
    window.addEventListener("hashchange", () => session.run && void this.#open(), { signal });
    this.#course?.addEventListener("lab-asked", () => session.run && void this.#open(), { signal });
    this.#clock.addEventListener("tick", () => this.#show(), { signal });
    this.#clock.addEventListener("state", () => this.#show(), { signal });
  }

  #report(panel: StartPanel): void {
    const { progress } = this.#session?.runtime ?? {};
    if (progress) panel.report(progress);
    if (progress && progress.step !== "download") this.#prepare(); // while Python starts, the page has time
  }

  #prepare(): Workbench | undefined {
    const session = this.#session;
    const { signal } = this.#listening;
    if (session) this.#bench ??= new Workbench(session, this.#course?.id ?? "", () => this.#close(), signal);
    return this.#bench;
  }

  #assemble(): void {
    const bench = this.#prepare();
    if (!bench) return;
    this.dataset.state = "ready";
    this.#clock.speed = FIRST_SPEED;
    this.#redraw(() => this.replaceChildren(bench.bar.element, this.#notice.element, ...bench.elements));
  }

  #show(): void {
    const run = this.#session?.run;
    if (run) this.#bench?.show(stateAt(run, this.#clock.at));
  }

  #state(): void {
    const { runtime, run } = this.#session ?? {};
    this.dataset.runtime = runtime?.state ?? "off";
    if (run?.complete) this.dataset.digest = run.trace.digest;
    this.#bench?.tell();
  }

  #ran(digest: string): void {
    this.#notice.clear();
    const detail = { id: this.#course?.id, digest };
    this.dispatchEvent(new CustomEvent("course:lab-run", { bubbles: true, detail }));
  }

  #close(): void {
    this.dispatchEvent(new Event("lab-closed", { bubbles: true }));
  }
}
