/** Travel: play, pause, step from event to event, speed, and a scrubber whose marks say where something happened. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import type { Clock } from "./clock";
import { set, write } from "./dom";
import { seconds } from "./figures";
import { icon, redraw, type Shape } from "./icon";
import { lagProfile } from "./lag-profile";
import type { Run } from "./run";
import { firstAfter, type Moment } from "./state-at";

const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4];
const PAGE_US = 1_000_000;

export class Transport {
  readonly element = el("div", { class: "lab-transport", role: "group", "aria-label": lab.travel.label });
  #clock: Clock;
  #moment: Moment | undefined;
  #playIcon = icon("play");
  #play = control(this.#playIcon, lab.travel.play, () => this.toggle());
  #speed = el("select", { class: "lab-transport__speed", "aria-label": lab.travel.speed });
  #scrubber = el("input", {
    type: "range",
    class: "lab-transport__range",
    "aria-label": lab.travel.scrubber,
  });
  #marks = el("div", { class: "lab-transport__marks", "aria-hidden": "true" });
  #time = el("span", { class: "lab-transport__time" });

  constructor(clock: Clock) {
    this.#clock = clock;
    const buttons = el("div", { class: "lab-transport__buttons" });
    buttons.append(
      control(icon("previous"), lab.travel.previous, () => this.step(-1)),
      this.#play,
      control(icon("next"), lab.travel.next, () => this.step(1)),
      this.#speed,
    );
    for (const speed of SPEEDS) this.#speed.append(el("option", { value: speed }, `${speed}×`));
    const track = el("div", { class: "lab-transport__track" }, this.#marks, this.#scrubber);
    this.element.append(buttons, track, this.#time);
    this.#speed.addEventListener("change", () => {
      clock.speed = Number(this.#speed.value);
    });
    this.#scrubber.addEventListener("input", () => {
      clock.pause();
      clock.seek(Number(this.#scrubber.value));
    });
    this.#scrubber.addEventListener("focus", () => this.#sayTime());
    this.#scrubber.addEventListener("keydown", (event) => this.#key(event));
    clock.addEventListener("state", () => this.#stateChanged());
    this.#stateChanged();
  }

  toggle(): void {
    if (this.#clock.playing) this.#clock.pause();
    else this.#clock.play();
  }

  /** Go to the nearest instant before (-1) or after (1) now at which anything happens. */
  step(direction: -1 | 1): void {
    const instants = this.#moment?.run.instants ?? [];
    const now = this.#clock.at;
    this.#clock.pause();
    const later = firstAfter(instants.length, (place) => (instants[place] ?? 0) > now);
    const earlier = firstAfter(instants.length, (place) => (instants[place] ?? 0) >= now) - 1;
    const next = instants[direction > 0 ? later : earlier];
    this.#clock.seek(next ?? (direction > 0 ? this.#clock.end : 0));
  }

  /** Time that runs is not spoken: the focused scrubber would say each frame. */
  show(moment: Moment, playing: boolean): void {
    if (this.#moment?.run !== moment.run) this.#load(moment.run);
    this.#moment = moment;
    this.#scrubber.value = String(moment.at);
    const values = { at: seconds(moment.at), end: seconds(this.#clock.end) };
    write(this.#time, say(lab.travel.at, values));
    if (!playing) this.#sayTime();
  }

  #sayTime(): void {
    set(this.#scrubber, "aria-valuetext", this.#time.textContent);
  }

  #load(run: Run): void {
    this.#scrubber.max = String(run.end);
    this.#marks.replaceChildren(
      lagProfile(run),
      ...run.marks.map(({ at, kind }) => mark(at / run.end, kind)),
    );
  }

  #key(event: KeyboardEvent): void {
    const act = this.#keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  #keys: Record<string, () => void> = {
    ArrowLeft: () => this.step(-1),
    ArrowDown: () => this.step(-1),
    ArrowRight: () => this.step(1),
    ArrowUp: () => this.step(1),
    Home: () => this.#go(0),
    End: () => this.#go(this.#clock.end),
    PageUp: () => this.#go(this.#clock.at + PAGE_US),
    PageDown: () => this.#go(this.#clock.at - PAGE_US),
    " ": () => this.toggle(),
  };

  #go(at: number): void {
    this.#clock.pause();
    this.#clock.seek(at);
  }

  #stateChanged(): void {
    const shape: Shape = this.#clock.playing ? "pause" : "play";
    redraw(this.#playIcon, shape);
    this.#play.setAttribute("aria-label", lab.travel[shape]);
    this.#play.title = lab.travel[shape];
    this.#speed.value = String(this.#clock.speed);
  }
}

function control(drawing: SVGSVGElement, name: string, press: () => void): HTMLButtonElement {
  const element = el(
    "button",
    { type: "button", class: "lab-icon-button", "aria-label": name, title: name },
    drawing,
  );
  element.addEventListener("click", press);
  return element;
}

function mark(place: number, kind: string): HTMLElement {
  const element = el("span", { class: "lab-mark", "data-kind": kind });
  element.style.left = `${100 * place}%`;
  return element;
}
