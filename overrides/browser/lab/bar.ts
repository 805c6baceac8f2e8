/** The head of the lab: which run this is, and what can be done with all of it. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import { Carry } from "./carry";
import { DelayedText } from "./delayed-text";
import { set, write } from "./dom";
import { seconds } from "./figures";
import type { Run } from "./run";
import type { Session } from "./session";

/** What is done sooner is not announced. */
const PATIENCE_MS = 500;
/** The same words are heard again when they were away for a few frames. */
const AWAY_MS = 200;

export class Bar {
  readonly element = el("header", { class: "lab-bar" });
  #session: Session;
  #run = el("p", { class: "lab-bar__run" });
  #state = new DelayedText(el("p", { class: "lab-bar__state", role: "status" }), PATIENCE_MS);
  /** For whoever does not see that the picture is another one. */
  #other = new DelayedText(el("p", { class: "visually-hidden", role: "status" }), AWAY_MS);
  #digest: string | undefined;
  #undo = button(lab.bar.undo, "lab-button", () => this.#session.undo());

  /** `id` is that of the lab on its page. */
  constructor(session: Session, id: string, close: () => void) {
    this.#session = session;
    const carry = new Carry(session, id);
    const buttons = el(
      "div",
      { class: "lab-bar__buttons", role: "group", "aria-label": lab.bar.label },
      this.#undo,
      button(lab.bar.reset, "lab-button", () => session.reset()),
      ...carry.buttons,
      button(lab.bar.stop, "lab-button lab-button--stop", () => session.stop()),
      button(lab.bar.close, "lab-button", close),
    );
    this.element.append(this.#run, this.#state.element, this.#other.element, buttons, carry.element);
  }

  /** `this.#undo` stays focusable when there is nothing to undo, so that a keyboard is never thrown off it. */
  show(): void {
    const { run, runtime, canUndo } = this.#session;
    set(this.#undo, "aria-disabled", canUndo ? null : "true");
    this.#state.write(runtime.state === "ready" ? "" : lab.bar.state[runtime.state]);
    if (!run) return;
    this.#tell(run);
    write(this.#run, run.complete ? name(run) : say(lab.bar.growing, progress(run)));
    set(this.#run, "title", run.trace.digest);
  }

  /** Where time stands still, nothing else may have changed that is heard: after Undo, or a fault that strikes later. */
  #tell({ complete, trace: { digest } }: Run): void {
    const { busy, clock } = this.#session;
    if (!complete) return;
    if (busy || clock.playing) this.#digest = digest;
    this.#digest ??= digest;
    this.#other.write(digest === this.#digest ? "" : lab.bar.other);
  }
}

/** How far a run has come that is being made. */
function progress({ trace, end }: Run): { count: number; at: string } {
  return { count: trace.records.length, at: seconds(end) };
}

function name({ trace: { scenario, digest } }: Run): string {
  return say(lab.bar.run, { seed: scenario.seed, digest: digest.slice(0, 12) });
}
