/** Tells a drawing when the page's colours change, for as long as it is in the page. */

const QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];

/** Canvas takes no custom properties: what draws reads the computed colours again when `redraw` is called. */
export function onColours(element: Element, redraw: () => void): void {
  const queries = QUERIES.map((query) => matchMedia(query));
  const changed = () => {
    if (element.isConnected) return redraw();
    theme.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
  const theme = new MutationObserver(changed);
  theme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  for (const query of queries) query.addEventListener("change", changed);
}
