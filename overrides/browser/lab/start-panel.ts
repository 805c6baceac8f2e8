/** Shows a start as it really goes, step by step, and what to try when it fails. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { write } from "./dom";
import { megabytes } from "./figures";
import type { Failure, Progress, Step } from "./protocol";

const STEPS: Step[] = ["download", "python", "first-run"];

interface Row {
  item: HTMLLIElement;
  bar: HTMLProgressElement;
  bytes: HTMLElement;
}

export class StartPanel {
  readonly element = el("section", { class: "lab-start", "aria-label": lab.start.label });
  #rows = new Map<Step, Row>();
  #status = el("p", { class: "lab-start__status", role: "status" });
  #actions = el("div", { class: "lab-start__actions" });

  /** `retry` and `close` are the learner's two ways on; `close` while starting is Cancel. */
  constructor(
    private readonly retry: () => void,
    private readonly close: () => void,
  ) {
    this.begin();
  }

  begin(): void {
    const list = el("ol", { class: "lab-start__steps" }, ...STEPS.map((step) => this.#row(step)));
    this.#actions.replaceChildren(button(lab.start.cancel, "lab-button", this.close));
    this.element.replaceChildren(this.#status, list, this.#actions);
  }

  report(progress: Progress): void {
    const now = STEPS.indexOf(progress.step);
    STEPS.forEach((step, place) => {
      const state = place < now ? "done" : place === now ? "now" : "waiting";
      this.#rows.get(step)?.item.setAttribute("data-state", state);
    });
    write(this.#status, lab.start.doing[progress.step]);
    const row = this.#rows.get(progress.step);
    if (row) fill(row, progress);
  }

  fail(failure: Failure): void {
    const again = button(lab.start.retry, "lab-button lab-button--primary", this.retry);
    const alert = el(
      "div",
      { class: "lab-start__failure", role: "alert" },
      el("p", { class: "lab-start__why" }, lab.failed[failure.kind]),
      el("p", {}, lab.failed.recorded),
    );
    if (failure.message) {
      const details = el(
        "details",
        { class: "lab-disclosure" },
        el("summary", {}, lab.failed.details),
        el("code", {}, failure.message),
      );
      alert.append(details);
    }
    this.#actions.replaceChildren(again, button(lab.start.close, "lab-button", this.close));
    this.element.replaceChildren(alert, this.#actions);
  }

  #row(step: Step): HTMLLIElement {
    const bar = el("progress", { class: "lab-start__bar", "aria-label": lab.start.step[step] });
    const bytes = el("span", { class: "lab-start__bytes" });
    const name = el("span", { class: "lab-start__name" }, lab.start.step[step]);
    const item = el("li", { class: "lab-start__step", "data-state": "waiting" }, name, bytes, bar);
    this.#rows.set(step, { item, bar, bytes });
    return item;
  }
}

function fill({ bar, bytes }: Row, { received, total }: Progress): void {
  if (!total) return;
  bar.max = total;
  bar.value = received;
  const percent = Math.floor((100 * received) / total);
  write(bytes, say(lab.start.bytes, { percent, total: megabytes(total) }));
}
