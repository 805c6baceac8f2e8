/** On the progress page: keeps the whole course on the device, labs included, and says how large that is. */

import { offline as text } from "@messages";
import { announce } from "../lib/announce";
import { define } from "../lib/course-element";
import { button, el } from "../lib/dom";
import { LabCache } from "../lib/lab-cache";
import { type PageData, pageData } from "../lib/page-data";
import { serviceWorker } from "../lib/service-worker";
import { say } from "../lib/words";

const PATIENCE = 60_000; // ms until a host that does not send the pages counts as a failure

export class KeepOffline extends HTMLElement {
  #status = el("p", { class: "keep-offline__status" });
  #button = button("", "keep-offline__button", () => void this.#press());
  #cache: LabCache | undefined;

  static define(): void {
    define("keep-offline", KeepOffline);
  }

  connectedCallback(): void {
    const page = pageData();
    if (!page || this.#cache) return;
    this.#cache = new LabCache(page);
    this.className = "course-progress__section";
    this.append(el("h2", {}, text.title), el("p", {}, text.about), this.#status, el("p", {}, this.#button));
    void this.show();
  }

  /** What is kept now; while something is being done, that is what shows. */
  async show(): Promise<void> {
    if (this.dataset.state !== "busy") await this.#show();
  }

  async #show(): Promise<void> {
    const kept = await this.#cache?.kept();
    const size = this.#cache?.megabytes ?? "";
    this.dataset.state = kept ? "kept" : "online";
    this.#status.textContent = say(kept ? text.kept : text.online, { size });
    this.#button.textContent = say(kept ? text.remove : text.keep, { size });
  }

  async #press(): Promise<void> {
    const page = pageData();
    if (!page || !this.#cache || this.dataset.state === "busy") return;
    const removing = this.dataset.state === "kept";
    this.dataset.state = "busy";
    this.#status.textContent = removing ? "" : text.keeping;
    if (!removing) announce(text.keeping);
    let said = "";
    try {
      if (removing) await this.#cache.remove();
      else await pagesKept(page).then(() => this.#cache?.keep());
    } catch {
      said = text.failed;
    }
    await this.#show();
    if (said) this.#status.textContent = said;
    announce(this.#status.textContent ?? "");
  }
}

/** The pages are the service worker's to keep. There may be none yet: a browser that saves data has not been given one. */
function pagesKept(page: PageData): Promise<unknown> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, PATIENCE);
    navigator.serviceWorker.ready.then(resolve);
    const begun = navigator.serviceWorker.register(...serviceWorker(page));
    begun.then(({ installing }) => {
      installing?.addEventListener("statechange", () => installing.state === "redundant" && reject());
    }, reject);
  });
}
