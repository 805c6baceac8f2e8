/** A few line drawings for buttons; always beside a word or under an accessible name. */

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  play: "M5 3.5v13l11-6.5z",
  pause: "M5 3.5h3.5v13H5zM11.5 3.5H15v13h-3.5z",
  previous: "M4 3.5h2.5v13H4zM16 3.5v13L7.5 10z",
  next: "M13.5 3.5H16v13h-2.5zM4 3.5v13l8.5-6.5z",
};

export type Shape = keyof typeof SHAPES;

export function icon(shape: Shape): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "lab-icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  svg.append(path);
  return svg;
}

export function redraw(svg: SVGSVGElement, shape: Shape): void {
  svg.firstElementChild?.setAttribute("d", SHAPES[shape]);
}
