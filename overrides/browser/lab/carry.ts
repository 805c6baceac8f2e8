/** Carry: the run in view as a link or a file, and a scenario from a file. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { write } from "./dom";
import { downloadTrace } from "./export";
import { CarryError, scenarioIn } from "./scenario-shape";
import type { Session } from "./session";
import { linkTo } from "./share-link";

/** A trace of 250,000 steps is well below this; what is above is not one. */
const LARGEST_FILE = 200_000_000;

export class Carry {
  readonly buttons: HTMLElement[];
  readonly element = el("div", { class: "lab-carry", hidden: true });
  #session: Session;
  #id: string;
  #link = el("input", { type: "text", readonly: true, "aria-label": lab.carry.link, size: 40 });
  #told = el("p", { class: "lab-carry__told", role: "status" });
  #file = el("input", { type: "file", accept: ".json,application/json", hidden: true });

  /** `id` is that of the lab on its page. */
  constructor(session: Session, id: string) {
    this.#session = session;
    this.#id = id;
    this.#file.addEventListener("change", () => void this.#import());
    this.#link.addEventListener("focus", () => this.#link.select());
    this.element.append(this.#link, this.#told);
    this.buttons = [
      button(lab.carry.share, "lab-button", () => void this.#share()),
      button(lab.bar.export, "lab-button", () => void this.#export()),
      button(lab.carry.open, "lab-button", () => this.#file.click()),
      this.#file,
    ];
  }

  async #share(): Promise<void> {
    const scenario = this.#session.branch?.scenario;
    if (!scenario) return;
    const link = await linkTo(this.#id, scenario);
    history.replaceState(history.state, "", link);
    this.#link.value = link;
    this.#link.hidden = false;
    const copied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    this.#tell(copied ? lab.carry.copied : lab.carry.copy);
    if (!copied) this.#link.focus();
  }

  async #export(): Promise<void> {
    const { run } = this.#session;
    if (run?.complete) return downloadTrace(run.trace);
    this.#link.hidden = true;
    this.#tell(lab.carry.growing);
  }

  /** The same file can be chosen again. */
  async #import(): Promise<void> {
    const [file] = this.#file.files ?? [];
    const kind = this.#session.branch?.scenario.lab;
    if (!file || !kind) return;
    this.#link.hidden = true;
    try {
      if (file.size > LARGEST_FILE) throw new CarryError("large");
      this.#session.open(scenarioIn(await file.text(), kind), file.name.replace(/\.json$/, "").slice(0, 40));
      this.element.hidden = true;
    } catch (reason) {
      this.#tell(lab.carry.problem[reason instanceof CarryError ? reason.problem : "broken"]);
    } finally {
      this.#file.value = "";
    }
  }

  #tell(text: string): void {
    this.element.hidden = false;
    write(this.#told, "");
    write(this.#told, text);
  }
}
