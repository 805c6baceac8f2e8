/** Where in the picture a message stands: measured once per layout, then plain arithmetic for every frame. */

import type { Place } from "./journeys";
import type { Token } from "./state-at";

export interface Point {
  x: number;
  y: number;
}

/** How far apart messages stand that wait in one line. */
const APART = 20;

export class Places {
  #layer: HTMLElement;
  #ports: Map<Place, HTMLElement>;
  #back: HTMLElement;
  #centres = new Map<Place, Point>();
  /** The front end of each partition's line. */
  #lanes: Point[] = [];
  #backEnds: { from: Point; to: Point } = { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };

  constructor(layer: HTMLElement, ports: Map<Place, HTMLElement>, back: HTMLElement) {
    this.#layer = layer;
    this.#ports = ports;
    this.#back = back;
  }

  measure(): void {
    const origin = this.#layer.getBoundingClientRect();
    const box = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left: left - origin.left, top: top - origin.top, width, height };
    };
    for (const [place, port] of this.#ports) {
      const { left, top, width, height } = box(port);
      this.#centres.set(place, { x: left + width / 2, y: top + height / 2 });
    }
    this.#lanes = [...(this.#ports.get("queue")?.querySelectorAll(".lab-lane") ?? [])].map((lane) => {
      const { left, top, width, height } = box(lane);
      return { x: left + width - APART / 2, y: top + height / 2 };
    });
    this.#backEnds = ends(box(this.#back));
  }

  /** Each token with its place; those that wait in the same place stand in line. */
  of(tokens: Token[]): { token: Token; point: Point }[] {
    const lines = new Map<string, number>();
    const inLine = [...tokens].sort(
      (a, b) => a.journey.offset - b.journey.offset || a.journey.start - b.journey.start,
    );
    return inLine.map((token) => {
      const waits = token.from === token.to;
      const line = `${token.from}/${token.from === "queue" ? token.journey.partition : ""}`;
      const place = waits ? (lines.get(line) ?? 0) : 0;
      if (waits) lines.set(line, place + 1);
      return { token, point: this.#point(token, place) };
    });
  }

  #point(token: Token, place: number): Point {
    const { from, to, progress, journey } = token;
    if (journey.kind === "ack") return between(this.#backEnds.from, this.#backEnds.to, progress);
    const start = this.#anchor(from, journey.partition, place);
    return from === to ? start : between(start, this.#anchor(to, journey.partition, 0), progress);
  }

  #anchor(place: Place, partition: number, inLine: number): Point {
    const centre = this.#centres.get(place) ?? { x: 0, y: 0 };
    const point = place === "queue" ? (this.#lanes[partition] ?? centre) : centre;
    return { x: point.x - inLine * APART, y: point.y };
  }
}

/** The way back runs along the longer side of its box: right to left, or bottom to top. */
function ends({ left, top, width, height }: { left: number; top: number; width: number; height: number }) {
  const [x, y] = [left + width / 2, top + height / 2];
  if (width > height) return { from: { x: left + width, y }, to: { x: left, y } };
  return { from: { x, y: top + height }, to: { x, y: top } };
}

function between(a: Point, b: Point, progress: number): Point {
  return { x: a.x + (b.x - a.x) * progress, y: a.y + (b.y - a.y) * progress };
}
