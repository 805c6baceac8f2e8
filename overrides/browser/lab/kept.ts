/** What a lab asks the page to keep in the learner's record; the lab itself never touches storage. */

import type { LabWork } from "../lib/record";

type Entry = NonNullable<LabWork["entry"]>;

/** Keep `entry` if there is one, and give back what is kept. `element` stands in the lab. */
export function kept(element: Element, kind: LabWork["kind"], name: string, entry?: Entry): LabWork["kept"] {
  const id = `${element.closest("course-lab")?.id}--${name}`;
  const work: LabWork = entry ? { kind, id, entry } : { kind, id };
  element.dispatchEvent(new CustomEvent("course:lab-work", { bubbles: true, detail: work }));
  return work.kept;
}
