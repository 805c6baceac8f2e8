/** The branches: which one is in view, what it is called, where it left another, and which one is beside it. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { say } from "../lib/words";
import type { Branch } from "./branches";
import { write } from "./dom";
import { seconds } from "./figures";
import type { Session } from "./session";

export class BranchStrip {
  readonly element = el("div", { class: "lab-branches", role: "group", "aria-label": lab.branches.label });
  #session: Session;
  #current = el("select", {});
  #name = el("input", { type: "text", maxlength: 40, size: 14 });
  #other = el("select", {});
  #from = el("p", { class: "lab-branches__from", role: "status" });

  /** `compare` is told of the branch to show beside the one in view; null for none. */
  constructor(session: Session, compare: (branch: Branch | null) => void) {
    this.#session = session;
    this.#current.addEventListener("change", () => session.switchTo(Number(this.#current.value)));
    this.#name.addEventListener("change", () => session.rename(session.branch?.id ?? 0, this.#name.value));
    this.#other.addEventListener("change", () => {
      compare(session.branches.find(({ id }) => String(id) === this.#other.value) ?? null);
    });
    this.element.append(
      field(lab.branches.current, this.#current),
      field(lab.branches.name, this.#name),
      button(lab.branches.fork, "lab-button", () => session.fork()),
      field(lab.branches.compare, this.#other),
      this.#from,
    );
  }

  show(): void {
    const { branches, branch } = this.#session;
    if (!branch) return;
    offer(this.#current, branches, branch.id);
    const others = branches.filter(({ id }) => id !== branch.id);
    const kept = others.some(({ id }) => String(id) === this.#other.value) ? this.#other.value : "";
    offer(this.#other, [{ id: 0, name: lab.branches.nothing }, ...others], Number(kept));
    if (kept === "") this.#other.dispatchEvent(new Event("change"));
    if (this.#name !== document.activeElement) this.#name.value = branch.name;
    write(this.#from, cameFrom(branch, branches));
  }
}

function field(name: string, control: HTMLElement): HTMLElement {
  return el("label", { class: "lab-field" }, el("span", {}, name), control);
}

/** Options are only made anew when they differ: a list that is open stays open. */
function offer(list: HTMLSelectElement, branches: Pick<Branch, "id" | "name">[], chosen: number): void {
  const wanted = branches.map(({ id, name }) => `${id} ${name}`).join("\n");
  const there = [...list.options].map(({ value, text }) => `${value} ${text}`).join("\n");
  if (wanted !== there) {
    list.replaceChildren(...branches.map(({ id, name }) => el("option", { value: id }, name)));
  }
  list.value = String(chosen);
}

function cameFrom({ from }: Branch, branches: Branch[]): string {
  const other = branches.find(({ id }) => id === from?.id);
  return from && other ? say(lab.branches.from, { name: other.name, at: seconds(from.at) }) : "";
}
