/** Builds elements. Text goes in as text, never as markup. */

type Attributes = Record<string, string | number | boolean | undefined>;

/** `false` and `undefined` leave an attribute out, `true` sets it empty. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function button(label: string, className: string, press: () => void): HTMLButtonElement {
  const element = el("button", { type: "button", class: className }, label);
  element.addEventListener("click", press);
  return element;
}

/** What an element says, without the marks that the theme and we put beside it. */
export function plainText(element: Element | null | undefined): string {
  const copy = element?.cloneNode(true) as Element | undefined;
  for (const extra of copy?.querySelectorAll(".headerlink, .term-tip, .quick-check__state") ?? [])
    extra.remove();
  return copy?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}

/** Hand the learner a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  el("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
