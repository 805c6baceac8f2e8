/** One small chart over the whole run, with the playhead in step. Pressing it moves the playhead, as the scrubber does. */

import uPlot from "uplot";
import { el } from "../lib/dom";
import { onColours } from "./colours";

/** area, dashes: lines · dots, rings: single points. Each shape stands for one meaning, whatever its colour. */
export type Shape = "area" | "dashes" | "dots" | "rings";

export interface Line {
  shape: Shape;
  /** The line's sign beside its name: it lends its colour (and background, as the fill) to the line. */
  sign: HTMLElement;
}

const HEIGHT = 84;
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000];
const DEAF = () => null;

export class Chart {
  /** The figures beside it and their table say the same in words. */
  readonly element = el("div", { class: "lab-chart", "aria-hidden": "true" });
  #lines: Line[];
  #counts: boolean;
  #plot: uPlot | undefined;
  #data: uPlot.AlignedData = [[]];
  #end = 1;
  #at = 0;

  /** `counts`: the values are whole numbers. `go` takes the learner to an instant (µs). It is drawn until `signal`. */
  constructor(lines: Line[], counts: boolean, go: (at: number) => void, signal: AbortSignal) {
    this.#lines = lines;
    this.#counts = counts;
    new ResizeObserver(() => this.#fit()).observe(this.element);
    onColours(() => this.#plot?.redraw(false), signal);
    signal.addEventListener("abort", () => this.#plot?.destroy()); // uPlot's window knows it until then
    const move = (event: PointerEvent) => {
      const box = this.#plot?.over.getBoundingClientRect();
      if (box && event.buttons === 1) go((this.#end * (event.clientX - box.left)) / box.width);
    };
    this.element.addEventListener("pointerdown", move);
    this.element.addEventListener("pointermove", move);
  }

  load(data: uPlot.AlignedData, end: number): void {
    this.#data = data;
    this.#end = end;
    this.#plot?.setData(data);
  }

  show(at: number): void {
    this.#at = at;
    this.#plot?.setCursor({ left: this.#plot.valToPos(at / 1e6, "x"), top: 0 });
  }

  #fit(): void {
    const width = this.element.clientWidth;
    if (width === 0) return;
    if (this.#plot) this.#plot.setSize({ width, height: HEIGHT });
    else this.#plot = new uPlot(this.#options(width), this.#data, this.element);
    this.show(this.#at);
  }

  #options(width: number): uPlot.Options {
    const style = getComputedStyle(this.element);
    const ink = () => style.color;
    const font = `${Number.parseFloat(style.fontSize)}px ${style.fontFamily}`;
    const axis = { stroke: ink, font, ticks: { show: false }, gap: 4 };
    const grid = { stroke: () => style.borderTopColor, width: 1 };
    const whole = this.#counts ? { incrs: COUNTS } : {};
    return {
      width,
      height: HEIGHT,
      padding: [6, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, bind: LISTENERS },
      scales: {
        x: { time: false, range: () => [0, this.#end / 1e6] },
        y: { range: (_plot, _low, high) => [0, high ? Math.max(this.#counts ? 1 : 0, high * 1.1) : 1] },
      },
      series: [{}, ...this.#lines.map(series)],
      axes: [
        { ...axis, grid: { show: false }, size: 18, space: 40 },
        { ...axis, ...whole, grid, size: 30, space: 22 },
      ],
    };
  }
}

/** The scrubber, the keyboard and our own press move the playhead; hovering does not. */
const LISTENERS: uPlot.Cursor.Bind = {
  mousedown: DEAF,
  mouseup: DEAF,
  click: DEAF,
  dblclick: DEAF,
  mousemove: DEAF,
  mouseleave: DEAF,
  mouseenter: DEAF,
};

function series({ shape, sign }: Line): uPlot.Series {
  const style = getComputedStyle(sign);
  const stroke = () => style.color;
  const point = shape === "dots" || shape === "rings";
  if (point) return { paths: () => null, stroke, points: { show: true, size: 6, ...filled(shape, stroke) } };
  const line: uPlot.Series = { stroke, width: 1.5, points: { show: false } };
  return shape === "area" ? { ...line, fill: () => style.backgroundColor } : { ...line, dash: [4, 3] };
}

function filled(shape: Shape, stroke: () => string): uPlot.Series.Points {
  return shape === "dots" ? { fill: stroke } : { fill: "transparent" };
}
