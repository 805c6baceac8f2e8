/** Shows what of the record could not be read, as it was. */

import { desk as text } from "@messages";
import { button, download, el } from "../lib/dom";
import type { SetAside } from "../lib/set-aside";

export function setAsideList(items: SetAside[]): HTMLElement[] {
  if (!items.length) return [];
  const save = button(text.save_aside, "course-progress__save-aside", () => {
    download("set-aside.json", JSON.stringify(items, null, 2), "application/json");
  });
  return [
    el("h2", {}, text.aside),
    el("p", {}, text.aside_about),
    ...items.map(({ key, value }) => folded(key ?? text.whole, value)),
    el("p", {}, save),
  ];
}

function folded(name: string, value: unknown): HTMLElement {
  const shown = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return el("details", {}, el("summary", {}, name), el("pre", { tabindex: 0 }, shown));
}
