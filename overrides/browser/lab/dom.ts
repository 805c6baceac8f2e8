/** Changes elements without touching what is already so: a frame costs nothing, a live region speaks once. */

export function write(element: Element, text: string): void {
  if (element.textContent === text) return;
  const { firstChild } = element;
  // Another text in the box that is there costs less than another box.
  if (firstChild instanceof Text && firstChild === element.lastChild) firstChild.data = text;
  else element.textContent = text;
}

/** Where a row goes that holds the focus, the focus stays at its table; one that is hidden is under a summary. */
export function keepFocus(region: HTMLElement, draw: () => void): void {
  const focused = document.activeElement;
  const held = focused !== region && region.contains(focused);
  draw();
  if (!held || (focused?.isConnected && focused.checkVisibility())) return;
  const near = region.hidden ? region.closest("details")?.querySelector("summary") : region;
  near?.focus({ preventScroll: true });
}

export function set(element: Element, attribute: string, value: string | null): void {
  if (element.getAttribute(attribute) === value) return;
  if (value === null) element.removeAttribute(attribute);
  else element.setAttribute(attribute, value);
}
