/** Says whether the read model is right, and if not: what is wrong, in which message it began, and a way there. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { set, write } from "./dom";
import { seconds } from "./figures";
import type { Moment, ViewRow } from "./state-at";

export class Verdict {
  readonly element = el("div", { class: "lab-verdict" });
  #words = el("p", { class: "lab-verdict__words", role: "status" });
  #go: HTMLButtonElement;

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    this.#go = button("", "lab-button", () => go(Number(this.#go.value)));
    this.element.append(this.#words, this.#go);
  }

  show(moment: Moment): void {
    const wrong = firstWrong(moment);
    write(this.#words, verdict(moment));
    set(this.element, "data-state", wrong ? "wrong" : moment.skipped > 0 ? "defended" : "right");
    this.#go.hidden = !wrong;
    if (!wrong?.wrongSince) return;
    this.#go.value = String(wrong.wrongSince.at_us);
    write(this.#go, say(lab.verdict.go, { at: seconds(wrong.wrongSince.at_us) }));
  }
}

/** The row that has been wrong for longest. */
function firstWrong({ rows }: Moment): ViewRow | undefined {
  const wrong = rows.filter(({ wrongSince }) => wrongSince);
  return wrong.sort((a, b) => (a.wrongSince?.seq ?? 0) - (b.wrongSince?.seq ?? 0))[0];
}

export function verdict(moment: Moment): string {
  const wrong = firstWrong(moment);
  if (!wrong?.wrongSince) {
    return moment.skipped > 0 ? say(lab.verdict.defended, { count: moment.skipped }) : lab.verdict.right;
  }
  const { position, effect } = wrong.wrongSince;
  const values = {
    customer: wrong.key,
    orders: wrong.row?.orders ?? 0,
    expected: wrong.expected?.orders ?? 0,
    position,
  };
  return say(effect > 1 ? lab.verdict.repeated : lab.verdict.wrong, values);
}
