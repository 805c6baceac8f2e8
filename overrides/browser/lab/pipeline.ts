/** The pipeline as a picture: stations in a row (or a column), and tokens that move because messages moved. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { captions } from "./captions";
import { set, write } from "./dom";
import type { Place } from "./journeys";
import { Places, type Point } from "./places";
import type { Moment, Token } from "./state-at";

export const STATIONS: Place[] = ["api", "handler", "store", "queue", "projector", "view"];

export class Pipeline {
  readonly element = el("div", { class: "lab-pipeline", role: "group", "aria-label": lab.pipeline.label });
  #notes = new Map<Place, HTMLElement>();
  #stations = new Map<Place, HTMLElement>();
  #lanes = el("div", { class: "lab-lanes" });
  #layer = el("div", { class: "lab-tokens" });
  #tokens = new Map<string, HTMLElement>();
  #places: Places;
  #moment: Moment | undefined;
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor() {
    const back = el(
      "span",
      { class: "lab-back" },
      el("span", { class: "lab-back__label" }, lab.pipeline.back),
    );
    const list = el("div", { class: "lab-stations" }, ...STATIONS.map((place) => this.#station(place)), back);
    // The same is said in words by the table twin; a picture read out token by token would help nobody.
    const picture = el("div", { class: "lab-picture", "aria-hidden": "true" }, list, this.#layer);
    this.element.append(picture);
    this.#places = new Places(this.#layer, this.#stations, back);
    new ResizeObserver(() => this.#redraw()).observe(picture);
  }

  show(moment: Moment): void {
    if (this.#moment?.run !== moment.run) this.#load(moment);
    this.#moment = moment;
    this.#note(moment);
    this.#draw(moment.tokens);
  }

  #station(place: Place): HTMLElement {
    const note = el("span", { class: "lab-station__note" });
    const port = el("span", { class: "lab-station__port" });
    if (place === "queue") port.append(this.#lanes);
    const station = el("div", { class: "lab-station", "data-place": place });
    station.append(el("span", { class: "lab-station__name" }, lab.place[place]), port, note);
    this.#notes.set(place, note);
    this.#stations.set(place, port);
    return station;
  }

  #load(moment: Moment): void {
    const count = Number(moment.run.trace.scenario.parameters["bus.partitions"] ?? 1);
    const lanes = Array.from({ length: count }, (_, n) => el("span", { class: "lab-lane" }, `p${n}`));
    if (this.#lanes.childElementCount !== count) this.#lanes.replaceChildren(...lanes);
    this.#places.measure();
  }

  #redraw(): void {
    this.#places.measure();
    if (this.#moment) this.#draw(this.#moment.tokens);
  }

  #note(moment: Moment): void {
    const said = captions(moment);
    for (const [place, note] of this.#notes) write(note, said[place]);
    set(this.element, "data-wrong", moment.rows.some(({ wrongSince }) => wrongSince) ? "" : null);
  }

  #draw(tokens: Token[]): void {
    const gone = new Set(this.#tokens.keys());
    const shown = this.#still.matches ? tokens.map((token) => ({ ...token, progress: 0 })) : tokens;
    for (const { token, point } of this.#places.of(shown)) {
      gone.delete(token.journey.id);
      this.#place(token, point);
    }
    for (const id of gone) {
      this.#tokens.get(id)?.remove();
      this.#tokens.delete(id);
    }
  }

  #place({ journey }: Token, { x, y }: Point): void {
    let element = this.#tokens.get(journey.id);
    if (!element) {
      element = el("span", { class: "lab-token" });
      this.#tokens.set(journey.id, element);
      this.#layer.append(element);
    }
    write(element, journey.label);
    set(element, "data-kind", journey.kind);
    set(element, "data-own", journey.own ? "" : null);
    element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }
}
