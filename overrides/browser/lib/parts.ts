/** Reads the parts of a module from its page, in the form in which the progress page gets them from the build. */

import { plainText } from "./dom";
import type { Part } from "./page-data";

const blocks: [kind: Part["kind"], block: string, title: string][] = [
  ["check", "details.quick-check", "summary"],
  ["checklist", ".checklist", ".checklist__title"],
  ["criterion", ".criterion", ".criterion__name"],
  ["reflection", ".reflection", ".reflection__title"],
  ["artefact", ".artefact", ".artefact__title"],
  ["part", ".part", ".part__name"],
  ["lab", ".lab", ".lab__title"],
];

/** In the order of the page. */
export function partsIn(root: ParentNode): Part[] {
  const found = root.querySelectorAll<HTMLElement>(blocks.map(([, block]) => block).join());
  return [...found].flatMap((element) =>
    blocks
      .filter(([, block]) => element.matches(block))
      .map(([kind, , title]) => partOf(kind, element, plainText(element.querySelector(title)))),
  );
}

function partOf(kind: Part["kind"], element: HTMLElement, title: string): Part {
  return {
    kind,
    id: element.id,
    title,
    fingerprint: element.dataset.fingerprint ?? null,
    outcomes: element.dataset.outcomes?.split(" ") ?? [],
    in: element.parentElement?.closest(".checklist, .artefact")?.id ?? null,
  };
}
