/** A text kept as it is typed. What was typed elsewhere meanwhile is offered beside it: no version is lost. */

import { browser } from "@messages";
import { announce } from "../lib/announce";
import { el } from "../lib/dom";
import { type Entry, mergeEntry, revise, stamp, textOf, type Version } from "../lib/record";
import type { Store } from "../lib/store";
import { say, wordCount } from "../lib/words";
import { textVersion } from "./text-version";

const PAUSE = 500; // ms that what is typed waits to be kept, also while the typing goes on
const text = browser.text;

export interface TextPlace {
  key: string;
  /** The field of the entry that holds the text, and what a new entry holds besides. */
  field: "text" | "evidence";
  blank: object;
  kept: () => void;
}

export class TextField {
  #control: HTMLTextAreaElement | HTMLInputElement;
  #status = el("span", { class: "text-field__status" });
  #words = el("span", { class: "text-field__words" });
  #versions = el("div", { class: "text-field__versions" });
  #place: TextPlace;
  #store!: Store;
  /** The text as the record had it when this page last agreed with it. */
  #base = "";
  #typedAt: string | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #shown = "";
  #told = false;

  constructor(control: HTMLTextAreaElement | HTMLInputElement, place: TextPlace) {
    this.#control = control;
    this.#place = place;
  }

  /** What goes under the control. */
  get furniture(): HTMLElement[] {
    return [el("p", { class: "text-field__meta" }, this.#status, " ", this.#words), this.#versions];
  }

  connect(store: Store, signal: AbortSignal): void {
    this.#store = store;
    for (const type of ["input", "focus", "blur"]) this.#control.addEventListener(type, this, { signal });
    window.addEventListener("pagehide", this, { signal });
    document.addEventListener("visibilitychange", this, { signal });
    signal.addEventListener("abort", () => this.save());
  }

  handleEvent(event: Event): void {
    if (event.type === "focus") this.#told = false;
    else if (event.type === "input") this.#typed();
    else this.save();
  }

  #typed(): void {
    this.#typedAt = stamp();
    this.#status.textContent = "";
    this.#count();
    this.#pause ??= setTimeout(() => this.save(), PAUSE);
  }

  save(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    if (!this.#typedAt) return;
    const typed = { from: this.#base, at: this.#typedAt };
    const change = { [this.#place.field]: this.#control.value };
    this.#typedAt = undefined;
    this.#base = this.#control.value;
    this.#store.put(this.#place.key, (kept) =>
      kept ? revise(kept, change, typed) : { ...this.#place.blank, ...change, at: typed.at },
    );
    this.#place.kept();
    this.#say();
  }

  #say(): void {
    this.#status.textContent = this.#store.status === "kept" ? text.saved : text.unsaved;
    if (!this.#told) announce(this.#status.textContent);
    this.#told = true;
  }

  render(): void {
    const entry = this.#store.entries[this.#place.key];
    const kept = textOf(entry);
    const within = document.hasFocus() && document.activeElement === this.#control;
    const busy = this.#typedAt !== undefined || within;
    if (kept !== this.#base && !busy) {
      this.#control.value = kept;
      this.#base = kept;
    }
    const head = entry && kept !== this.#base ? [{ at: entry.at, text: kept }] : [];
    this.#offer([...head, ...(entry?.earlier ?? [])], head.length > 0);
    this.#count();
  }

  #offer(versions: Version[], elsewhere: boolean): void {
    const others = versions.filter((version) => version.text !== this.#control.value);
    const shown = JSON.stringify(others);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const boxes = others.map((version) =>
      textVersion(
        version,
        elsewhere,
        () => this.#use(version),
        () => this.#remove(version),
      ),
    );
    this.#versions.replaceChildren(...boxes);
    if (elsewhere) announce(text.elsewhere);
  }

  /** The text that stood here stays as an earlier version. */
  #use(version: Version): void {
    this.save();
    this.#settle(version.text, (merged) => merged);
  }

  #remove(version: Version): void {
    this.save();
    this.#settle(this.#control.value, ({ earlier = [], ...head }) => {
      const others = earlier.filter((one) => one.text !== version.text);
      return others.length ? { ...head, earlier: others } : head;
    });
  }

  /** Make a text the one that counts; what counted until now goes with the earlier ones. */
  #settle(chosen: string, change: (merged: Entry) => Entry): void {
    this.#control.value = chosen;
    this.#base = chosen;
    this.#store.put(this.#place.key, (kept) => {
      const head = { ...this.#place.blank, ...kept, [this.#place.field]: chosen, at: stamp(kept) };
      return change(kept ? mergeEntry(kept, head) : head);
    });
    this.#control.focus();
  }

  #count(): void {
    const count = wordCount(this.#control.value);
    this.#words.textContent = count ? say(text.words, { count }) : "";
  }
}
