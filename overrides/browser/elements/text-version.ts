/** Another version of a text: folded, with what can be done about it. */

import { browser } from "@messages";
import { button, el } from "../lib/dom";
import type { Version } from "../lib/record";
import { moment, say } from "../lib/words";

const text = browser.text;

export function textVersion(
  version: Version,
  open: boolean,
  use: () => void,
  remove: () => void,
): HTMLElement {
  return el(
    "details",
    { class: "text-field__version", open },
    el("summary", {}, say(text.version, { moment: moment(version.at) })),
    el("p", { class: "text-field__other" }, version.text || text.empty),
    button(text.use, "text-field__use", use),
    " ",
    button(text.remove, "text-field__remove", remove),
  );
}
