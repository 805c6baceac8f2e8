/** On the progress page: keeps the whole course on the device, labs included, and says how large that is. */

import { offline as text } from "@messages";
import { announce } from "../lib/announce";
import { define } from "../lib/course-element";
import { button, el } from "../lib/dom";
import { LabCache } from "../lib/lab-cache";
import { pageData } from "../lib/page-data";
import { say } from "../lib/words";

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
    void this.#show();
  }

  async #show(): Promise<void> {
    const kept = await this.#cache?.kept();
    const size = this.#cache?.megabytes ?? "";
    this.dataset.state = kept ? "kept" : "online";
    this.#status.textContent = say(kept ? text.kept : text.online, { size });
    this.#button.textContent = say(kept ? text.remove : text.keep, { size });
  }

  async #press(): Promise<void> {
    if (!this.#cache || this.dataset.state === "busy") return;
    const removing = this.dataset.state === "kept";
    this.dataset.state = "busy";
    this.#status.textContent = removing ? "" : text.keeping;
    let said = "";
    try {
      if (removing) await this.#cache.remove();
      else await navigator.serviceWorker.ready.then(() => this.#cache?.keep());
    } catch {
      said = text.failed;
    }
    await this.#show();
    if (said) this.#status.textContent = said;
    announce(this.#status.textContent ?? "");
  }
}
