/** Tells a drawing when the page's colours change. */

const QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];

/**
 * Canvas takes no custom properties: what draws reads the computed colours again when `redraw` is called. Until `signal`,
 * however long it is out of the page.
 */
export function onColours(redraw: () => void, signal: AbortSignal): void {
  const theme = new MutationObserver(redraw);
  theme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  signal.addEventListener("abort", () => theme.disconnect());
  for (const query of QUERIES) matchMedia(query).addEventListener("change", redraw, { signal });
}
