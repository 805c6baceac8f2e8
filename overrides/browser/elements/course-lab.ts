/**
 * A lab before it starts: the recorded run, and a button that says what will be downloaded. Nothing of the lab is loaded
 * until it is pressed. The rest of the lab lives in the lab bundle, which defines `lab-view`.
 */

import { browser } from "@messages";
import { define } from "../lib/course-element";
import { button, el } from "../lib/dom";
import { type PageData, pageData, urlOf } from "../lib/page-data";
import { say } from "../lib/words";

interface LabPage extends PageData {
  lab?: { runtime: string; script: string; style: string; bytes: number };
}
type LabFiles = NonNullable<LabPage["lab"]>;

export class CourseLab extends HTMLElement {
  #start = el("div", { class: "lab__start" });
  #asked = el("p", { class: "lab__asked", role: "status" });
  #note = el("p", { class: "lab__start-note" });

  static define(): void {
    define("course-lab", CourseLab);
  }

  connectedCallback(): void {
    const page: LabPage | null = pageData();
    if (!page?.lab || this.contains(this.#start)) return;
    const { runtime, script, style, bytes } = page.lab;
    const here = (url: string) => urlOf(page, url);
    this.#offer({ runtime: here(runtime), script: here(script), style: here(style), bytes });
    document.addEventListener("click", this);
    if (location.hash.startsWith(`#${this.id}/run/`)) this.#promise();
    this.addEventListener("lab-closed", ({ target }) => this.#putAway(target as HTMLElement));
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this);
  }

  /** A link on the page asks for a state: a lab at work opens it beside what it has, one that is not says that it will. */
  handleEvent(event: Event): void {
    const { target } = event;
    // The theme makes addresses whole.
    const link = (target as Element).closest<HTMLElement>(`a[data-lab-state][href$="#${this.id}"]`);
    if (!link) return;
    event.preventDefault(); // the lab itself is further down than its heading
    this.dataset.labAsked = link.dataset.labState ?? "";
    if (this.#start.hidden) {
      this.dispatchEvent(new Event("lab-asked"));
      this.querySelector("lab-view")?.scrollIntoView();
    } else this.#promise();
  }

  /** What loads megabytes waits for a press of its own: the button is at hand. */
  #promise(): void {
    this.#asked.textContent = browser.lab_asked;
    setTimeout(() => this.#start.querySelector("button")?.focus());
  }

  #offer(files: LabFiles): void {
    this.#note.append(say(browser.lab_download, { size: (files.bytes / 1e6).toFixed(0) }));
    this.#start.append(
      this.#asked,
      button(browser.lab_start, "lab__start-button", () => this.#open(files)),
      this.#note,
    );
    this.insertBefore(this.#start, this.querySelector(".recorded-run"));
  }

  #open(files: LabFiles): void {
    const view = document.createElement("lab-view");
    view.append(browser.lab_loading);
    view.tabIndex = -1;
    this.#start.after(view);
    load(files).catch(() => {
      this.#putAway(view);
      this.#note.replaceWith(el("p", { class: "lab__start-note", role: "alert" }, browser.lab_unavailable));
    });
    view.focus({ preventScroll: true });
    this.#start.hidden = true;
    this.#start.lastElementChild?.replaceWith(this.#note); // a start before this one may have failed
    this.#asked.textContent = "";
  }

  /** The focus comes back to the button when it was in the lab; elsewhere it is the learner's. */
  #putAway(view: HTMLElement): void {
    const held = view.matches(":focus-within");
    view.remove();
    this.#start.hidden = false;
    if (held) this.#start.querySelector("button")?.focus();
  }
}

/** Load the lab's scripts and style once per document; what failed can be asked for again. */
async function load(files: LabFiles): Promise<void> {
  if (!document.querySelector("link[data-lab]")) {
    document.head.append(el("link", { rel: "stylesheet", href: files.style, "data-lab": true }));
  }
  if (customElements.get("lab-view")) return;
  await Promise.all([run(files.runtime), run(files.script)]);
}

/** Scripts run in the order in which they are asked for. */
async function run(src: string): Promise<void> {
  const script = el("script", { src });
  script.async = false;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  }).finally(() => script.remove());
}
