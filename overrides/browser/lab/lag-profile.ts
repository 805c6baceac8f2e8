/** The event lag over the whole run, drawn behind the scrubber: where it is worth going. */

import type { Run } from "./run";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;
const HEIGHT = 100;

export function lagProfile({ gauges, end }: Run): SVGSVGElement {
  const most = gauges.reduce((high, { event_lag: lag }) => Math.max(high, lag), 1);
  let path = `M0 ${HEIGHT}`;
  for (const { at_us: at, event_lag: lag } of gauges) {
    path += `H${((WIDTH * at) / end).toFixed(1)}V${(HEIGHT * (1 - lag / most)).toFixed(1)}`;
  }
  const svg = document.createElementNS(SVG, "svg");
  const area = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "lab-profile");
  area.setAttribute("d", `${path}H${WIDTH}V${HEIGHT}Z`);
  svg.append(area);
  return svg;
}
