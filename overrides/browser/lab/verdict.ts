/** Says whether the read model is right, and if not: what is wrong, in which message it began, and a way there. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { keepFocus, set, write } from "./dom";
import { seconds } from "./figures";
import { Spoken } from "./spoken";
import { countUntil, type Moment, type ViewRow } from "./state-at";
import type { RecordOf } from "./trace";

interface Judgement {
  state: "right" | "defended" | "missing" | "wrong";
  words: string;
  /** Where it began, in microseconds. */
  since?: number;
}

export class Verdict {
  readonly element = el("div", { class: "lab-verdict", tabindex: -1 });
  #words = new Spoken("lab-verdict__words");
  #go: HTMLButtonElement;

  /** `go` takes the learner to an instant. */
  constructor(go: (at: number) => void) {
    this.#go = button("", "lab-button", () => go(Number(this.#go.value)));
    this.element.append(this.#words.element, this.#go);
  }

  show(moment: Moment, playing: boolean): void {
    const { state, words, since } = judged(moment);
    this.#words.show(words, state, playing);
    set(this.element, "data-state", state);
    keepFocus(this.element, () => {
      this.#go.hidden = since === undefined;
    });
    if (since === undefined) return;
    this.#go.value = String(since);
    write(this.#go, say(lab.verdict.go, { at: seconds(since) }));
  }
}

export function verdict(moment: Moment): string {
  return judged(moment).words;
}

function judged(moment: Moment): Judgement {
  return firstWrong(moment) ?? missing(moment) ?? defended(moment);
}

/** The row that has been wrong for longest. */
function firstWrong({ rows }: Moment): Judgement | null {
  const wrong = rows.filter(({ wrongSince }) => wrongSince);
  const [row] = wrong.sort((a, b) => (a.wrongSince?.seq ?? 0) - (b.wrongSince?.seq ?? 0));
  if (!row?.wrongSince) return null;
  return { state: "wrong", words: wrongWords(row, row.wrongSince), since: row.wrongSince.at_us };
}

function wrongWords(row: ViewRow, since: RecordOf<"view.applied">): string {
  const shown = {
    customer: row.key,
    orders: row.row?.orders ?? 0,
    total: row.row?.total ?? 0,
    expected: row.expected?.orders ?? 0,
    expected_total: row.expected?.total ?? 0,
    position: since.position,
  };
  const what = shown.orders === shown.expected ? lab.verdict.wrong_total : lab.verdict.wrong;
  return `${say(what, shown)} ${say(lab.verdict.cause[cause(since)], shown)}`;
}

/** Why a row went wrong with this event, as far as the event and the row before it tell. */
function cause({ effect, before, version }: RecordOf<"view.applied">): "repeated" | "late" | "gap" | "other" {
  const last = before?.version ?? 0;
  if (effect > 1) return "repeated";
  if (version <= last) return "late";
  return version > last + 1 ? "gap" : "other";
}

/** No row is wrong, and yet something will never be seen: lost on the way, or given up. */
function missing({ run, at }: Moment): Judgement | null {
  const lost = countUntil(run.dropped, at);
  const parked = countUntil(run.parked, at);
  const first = lost > 0 ? run.dropped[0] : run.parked[0];
  if (lost + parked === 0 || !first) return null;
  const text = lost > 0 ? lab.verdict.lost : lab.verdict.parked;
  const words = say(text, { count: lost || parked, position: first.position });
  return { state: "missing", words, since: first.at_us };
}

function defended({ run, at }: Moment): Judgement {
  const skipped = countUntil(run.skipped, at);
  if (skipped === 0) return { state: "right", words: lab.verdict.right };
  return { state: "defended", words: say(lab.verdict.defended, { count: skipped }) };
}
