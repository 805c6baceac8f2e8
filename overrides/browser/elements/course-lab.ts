/**
 * A lab before it starts: the recorded run, and a button that says what will be downloaded. Nothing of the lab is loaded
 * until it is pressed. The rest of the lab lives in the lab bundle, which defines `lab-view`.
 */

import { browser } from "@messages";

interface LabFiles {
  script: string;
  style: string;
  bytes: number;
}

export class CourseLab extends HTMLElement {
  #start = document.createElement("div");

  static define(): void {
    if (!customElements.get("course-lab")) customElements.define("course-lab", CourseLab);
  }

  connectedCallback(): void {
    const files = labFiles();
    if (!files || this.contains(this.#start)) return;
    this.#offer(files);
    this.addEventListener("lab-closed", ({ target }) => this.#putAway(target as HTMLElement));
  }

  #offer(files: LabFiles): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lab__start-button";
    button.textContent = browser.lab_start;
    button.addEventListener("click", () => this.#open(files));
    const note = document.createElement("p");
    note.className = "lab__start-note";
    note.textContent = browser.lab_download.replace("{size}", (files.bytes / 1e6).toFixed(0));
    this.#start.className = "lab__start";
    this.#start.append(button, note);
    this.insertBefore(this.#start, this.querySelector(".recorded-run"));
  }

  #open(files: LabFiles): void {
    const view = document.createElement("lab-view");
    view.textContent = browser.lab_loading;
    view.tabIndex = -1;
    view.setAttribute("role", "group");
    view.setAttribute("aria-labelledby", `${this.id}-title`);
    this.#start.after(view);
    view.focus({ preventScroll: true });
    this.#start.hidden = true;
    load(files).catch(() => {
      this.#putAway(view);
      const note = this.#start.lastElementChild;
      note?.setAttribute("role", "alert");
      if (note) note.textContent = browser.lab_unavailable;
    });
  }

  /** The focus comes back to the button when it was in the lab; elsewhere it is the learner's. */
  #putAway(view: HTMLElement): void {
    const held = view.matches(":focus-within");
    view.remove();
    this.#start.hidden = false;
    if (held) this.#start.querySelector("button")?.focus();
  }
}

function labFiles(): LabFiles | null {
  const data = JSON.parse(document.getElementById("course-data")?.textContent || "{}");
  if (!data.lab) return null;
  const base = new URL(`${data.base}/`, document.baseURI);
  const { script, style, bytes } = data.lab;
  return { script: new URL(script, base).href, style: new URL(style, base).href, bytes };
}

/** Load the lab's script and style once per document; a failed script can be asked for again. */
async function load(files: LabFiles): Promise<void> {
  if (!document.querySelector("link[data-lab]")) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: files.style });
    link.dataset.lab = "";
    document.head.append(link);
  }
  if (customElements.get("lab-view")) return;
  const script = document.createElement("script");
  script.src = files.script;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  }).finally(() => script.remove());
}
