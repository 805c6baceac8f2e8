/** Puts a tip below a word, or above it when there is more room: inside the window, and never over the word. */

const GAP = 4; // px between word and tip
const EDGE = 8; // px between tip and window

export function placeTip(tip: HTMLElement, word: HTMLElement): void {
  // A word broken over two lines has two boxes: above means above the first, below means below the last.
  const boxes = [...word.getClientRects()];
  const first = boxes[0] ?? word.getBoundingClientRect();
  const last = boxes.at(-1) ?? first;
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const style = {
    position: "absolute",
    inset: "auto",
    margin: "0",
    boxSizing: "border-box",
    overflow: "auto",
  };
  Object.assign(tip.style, style, { maxWidth: `min(22rem, ${width - 2 * EDGE}px)`, maxHeight: "none" });
  const above = first.top - GAP - EDGE;
  const below = height - last.bottom - GAP - EDGE;
  const goesBelow = tip.offsetHeight <= below || below >= above;
  tip.style.maxHeight = `${Math.max(0, goesBelow ? below : above)}px`;
  const left = (goesBelow ? last : first).left;
  const top = goesBelow ? last.bottom + GAP : first.top - GAP - tip.offsetHeight;
  // In the page's own coordinates, so that the tip scrolls with the word.
  tip.style.left = `${Math.max(EDGE, Math.min(left, width - EDGE - tip.offsetWidth)) + scrollX}px`;
  tip.style.top = `${top + scrollY}px`;
}
