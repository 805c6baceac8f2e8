/** What the marks on the time line mean, in one line: only those that this run has. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import type { Run } from "./run";

const KINDS = ["act", "acknowledged", "visible", "rejected", "wrong"] as const;

export function legend({ marks }: Run): HTMLElement[] {
  const present = KINDS.filter((kind) => marks.some((mark) => mark.kind === kind));
  return [...present, "lag" as const].map((kind) =>
    el(
      "span",
      { class: "lab-legend" },
      el("span", { class: "lab-mark", "data-kind": kind }),
      lab.legend[kind],
    ),
  );
}
