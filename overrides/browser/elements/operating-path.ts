/** A list of stages, upgraded to one stage at a time: tabs, previous and next, and an address for each stage. */

import { browser } from "@messages";
import { announce } from "../lib/announce";
import { CourseElement, define } from "../lib/course-element";
import { button, el, plainText, set } from "../lib/dom";
import { say } from "../lib/words";

const text = browser.path;

export class OperatingPath extends CourseElement {
  #stages: HTMLElement[] = [];
  #tabs: HTMLButtonElement[] = [];
  #where = el("p", { class: "operating-path__where" });
  #previous = button(text.previous, "operating-path__previous", () => this.#go(this.#current - 1));
  #next = button(text.next, "operating-path__next", () => this.#go(this.#current + 1));
  #current = 0;

  static define(): void {
    define("operating-path", OperatingPath);
  }

  protected build(): void {
    const list = this.child(".operating-path__stages");
    this.#stages = [...list.querySelectorAll<HTMLElement>(":scope > .stage")];
    this.#tabs = this.#stages.map((stage, index) => this.#upgrade(stage, index));
    const labelledby = this.getAttribute("aria-labelledby") ?? undefined;
    const tabs = { class: "operating-path__tabs", role: "tablist", "aria-labelledby": labelledby };
    list.setAttribute("role", "presentation");
    list.before(
      el("div", tabs, ...this.#tabs),
      el("div", { class: "operating-path__steps" }, this.#previous, this.#where, this.#next),
    );
  }

  #upgrade(stage: HTMLElement, index: number): HTMLButtonElement {
    const name = plainText(stage.querySelector(".stage__name"));
    const body = stage.querySelector<HTMLElement>(".stage__body");
    const controls = { id: `${stage.id}-tab`, "aria-controls": `${stage.id}-panel` };
    const tab = el(
      "button",
      { type: "button", class: "operating-path__tab", role: "tab", ...controls },
      name,
    );
    tab.dataset.number = String(index + 1);
    stage.setAttribute("role", "presentation"); // a list item may not be a panel: its body is
    const panel = { id: `${stage.id}-panel`, role: "tabpanel", tabindex: "0", "aria-labelledby": tab.id };
    if (body) set(body, panel);
    return tab;
  }

  protected override listen(): void {
    this.on(this, "click", "keydown", "beforematch");
    this.on(window, "hashchange");
    this.#follow();
  }

  override handleEvent(event: Event): void {
    const at = this.#stages.indexOf(event.target as HTMLElement);
    const tab = this.#tabs.indexOf(event.target as HTMLButtonElement);
    if (event.type === "hashchange") this.#follow();
    else if (event.type === "beforematch" && at >= 0) this.#go(at);
    else if (event.type === "click" && tab >= 0) this.#go(tab);
    else if (event.type === "keydown" && tab >= 0) this.#press(event as KeyboardEvent);
  }

  #press(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [next, previous] = [this.#current + 1, this.#current - 1];
    const moves: Record<string, number> = {
      Home: 0,
      End: -1,
      ArrowRight: next,
      ArrowDown: next,
      ArrowLeft: previous,
      ArrowUp: previous,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    const to = (move + this.#stages.length) % this.#stages.length; // round both ends
    event.preventDefault();
    this.#go(to);
    this.#tabs[to]?.focus();
  }

  /** The learner moves: say where to, keep it in the address bar and as the place where the module continues. */
  #go(to: number): void {
    const stage = this.#stages[to];
    if (!stage || to === this.#current) return;
    this.#current = to;
    this.render();
    announce(this.#where.textContent ?? "");
    // Material keeps the scroll position in history.state.
    history.replaceState(history.state, "", `#${stage.id}`);
    this.keepPlace(stage.id);
  }

  /** The address asks for a stage, or for something inside one. */
  #follow(): void {
    const target = document.getElementById(location.hash.slice(1));
    const to = this.#stages.findIndex((stage) => target && stage.contains(target));
    if (to < 0) return;
    this.#current = to;
    this.render();
    target?.scrollIntoView();
  }

  protected render(): void {
    const last = this.#stages.length - 1;
    this.#stages.forEach((stage, index) => {
      const open = index === this.#current;
      // "until-found" lets the browser's own search find what is folded away.
      if (open) stage.removeAttribute("hidden");
      else stage.setAttribute("hidden", "until-found");
      const tab = this.#tabs[index];
      if (tab) set(tab, { "aria-selected": String(open), tabindex: open ? 0 : -1 });
    });
    const name = this.#tabs[this.#current]?.textContent ?? "";
    this.#where.textContent = say(text.where, { number: this.#current + 1, total: last + 1, name });
    this.#previous.setAttribute("aria-disabled", String(this.#current === 0));
    this.#next.setAttribute("aria-disabled", String(this.#current === last));
  }
}
