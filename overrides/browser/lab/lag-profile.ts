/** The event lag over the whole run, drawn behind the scrubber: where it is worth going. */

import type { Run } from "./run";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;
const HEIGHT = 100;

export function lagProfile({ gauges, end }: Run): SVGSVGElement {
  const most = gauges.reduce((high, { event_lag: lag }) => Math.max(high, lag), 1);
  let path = `M0 ${HEIGHT}`;
  for (const [column, lag] of columns(gauges, end).entries()) {
    path += `H${column}V${(HEIGHT * (1 - lag / most)).toFixed(1)}`;
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

/** The most lag there was in each thousandth of the run: more could not be seen, and a long run has far more. */
function columns(gauges: Run["gauges"], end: number): number[] {
  const lags: number[] = [];
  let next = 0;
  for (let column = 0; column < WIDTH; column++) {
    let most = gauges[next - 1]?.event_lag ?? 0;
    for (; (gauges[next]?.at_us ?? Infinity) * WIDTH < (column + 1) * end; next++) {
      most = Math.max(most, gauges[next]?.event_lag ?? 0);
    }
    lags.push(most);
  }
  return lags;
}
