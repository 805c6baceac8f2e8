/** The text is there before anything works on it: what needs a script waits until the page has been painted once. */

export function afterFirstPaint(start: () => void): void {
  // A page that nobody sees paints nothing, and would wait for ever.
  if (document.hidden) start();
  else requestAnimationFrame(() => setTimeout(start));
}

/** Keep what the address points at in sight while the page above it changes its height. */
export function keepingTarget(change: () => void): void {
  const target = document.querySelector(":target");
  const seen = target && isInWindow(target); // else the learner has scrolled on
  change();
  if (seen) target.scrollIntoView();
}

function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
