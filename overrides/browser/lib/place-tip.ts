/** Puts a tip below a word, or above it when there is more room: inside the window, and never over the word. */

const GAP = 4; // px between word and tip
const EDGE = 8; // px between tip and window

export function placeTip(tip: HTMLElement, word: HTMLElement): void {
  // A word broken over two lines has two boxes: above means above the first, below means below the last.
  const boxes = [...word.getClientRects()];
  const first = boxes[0] ?? word.getBoundingClientRect();
  const last = boxes.at(-1) ?? first;
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const roomAbove = first.top - GAP - EDGE;
  const roomBelow = height - last.bottom - GAP - EDGE;
  const style = tip.style;
  Object.assign(style, {
    position: "absolute",
    inset: "auto",
    margin: "0",
    boxSizing: "border-box",
    overflow: "auto",
  });
  style.maxWidth = `min(22rem, ${width - 2 * EDGE}px)`;
  style.maxHeight = "none";
  const below = tip.offsetHeight <= roomBelow || roomBelow >= roomAbove;
  style.maxHeight = `${Math.max(0, below ? roomBelow : roomAbove)}px`;
  const box = below ? last : first;
  const left = Math.max(EDGE, Math.min(box.left, width - EDGE - tip.offsetWidth));
  const top = below ? box.bottom + GAP : box.top - GAP - tip.offsetHeight;
  // In the page's own coordinates, so that the tip scrolls with the word.
  style.left = `${left + scrollX}px`;
  style.top = `${top + scrollY}px`;
}
