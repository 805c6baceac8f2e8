/** A glossary term: its definition as a tip on hover, focus and tap, beside the word and never over it. */

import { browser } from "@messages";
import { define } from "../lib/course-element";
import { el, plainText } from "../lib/dom";
import { placeTip } from "../lib/place-tip";

const PAUSE = 120; // ms: a word that passes under the pointer while scrolling is not meant
const LINGER = 300; // ms: time for the pointer to get from the word to the tip

export class GlossaryTerm extends HTMLElement {
  static #shown: GlossaryTerm | undefined;
  #life = new AbortController();
  #tip: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tapToOpen = false;

  static define(): void {
    // Without popovers the term stays what it is: a link to the glossary.
    if ("popover" in HTMLElement.prototype) define("glossary-term", GlossaryTerm);
  }

  connectedCallback(): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const mine = [
      "pointerdown",
      "pointercancel",
      "click",
      "pointerenter",
      "pointerleave",
      "focusin",
      "focusout",
    ];
    for (const type of mine) this.addEventListener(type, this, { signal });
  }

  disconnectedCallback(): void {
    this.#close();
    this.#life.abort();
  }

  handleEvent(event: Event): void {
    const { type } = event;
    const mouse = (event as PointerEvent).pointerType === "mouse";
    if (type === "pointerdown") this.#press(event, mouse);
    else if (type === "pointercancel") this.#tapToOpen = false;
    else if (type === "click") this.#tap(event);
    else if (type === "pointerenter" && mouse) this.#soon(() => this.#open(), PAUSE);
    else if (type === "pointerleave" && mouse) this.#closeSoon();
    else if (type === "focusin") this.#open();
    else if (type === "focusout") this.#closeSoon();
    else if (type === "keydown" && (event as KeyboardEvent).key === "Escape") this.#escape();
    else if (type === "resize") this.#place();
  }

  get #link(): HTMLAnchorElement | null {
    return this.querySelector("a.term");
  }

  #press(event: Event, mouse: boolean): void {
    if (this.contains(event.target as Node)) this.#tapToOpen = !mouse && !this.#tip;
    else this.#close();
  }

  /** The first tap shows the tip; the next one follows the link. The theme's own navigation must not see the first. */
  #tap(event: Event): void {
    if (!this.#tapToOpen) return;
    this.#tapToOpen = false;
    event.preventDefault();
    event.stopPropagation();
    this.#open();
  }

  #open(): void {
    clearTimeout(this.#timer);
    const link = this.#link;
    const entry = document.getElementById(link?.getAttribute("aria-describedby") ?? "");
    if (this.#tip || !link || !entry) return;
    if (GlossaryTerm.#shown) GlossaryTerm.#shown.#close(); // it would lie under this one
    GlossaryTerm.#shown = this;
    this.#tip = el(
      "span",
      { class: "term-tip", popover: "manual" },
      el("strong", { class: "term-tip__name" }, plainText(entry.querySelector("dt"))),
      el("span", { class: "term-tip__text" }, plainText(entry.querySelector("dd"))),
      // For the pointer: the term itself leads to the same place, and one Tab stop for it is enough.
      el("a", { class: "term-tip__link", href: link.href, tabindex: -1 }, browser.term.more),
    );
    this.append(this.#tip);
    this.#tip.showPopover();
    this.#place();
    for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, this);
    window.addEventListener("resize", this);
  }

  #place(): void {
    if (this.#tip && this.#link) placeTip(this.#tip, this.#link);
  }

  #closeSoon(): void {
    this.#soon(() => {
      if (!this.matches(":hover, :focus-within")) this.#close();
    }, LINGER);
  }

  #soon(action: () => void, wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, wait);
  }

  /** Focus goes back to the word, without opening the tip again. */
  #escape(): void {
    const inside = this.#tip?.contains(document.activeElement);
    this.#close();
    if (!inside) return;
    this.#link?.focus();
    this.#close();
  }

  #close(): void {
    clearTimeout(this.#timer);
    for (const type of ["keydown", "pointerdown"]) document.removeEventListener(type, this);
    window.removeEventListener("resize", this);
    this.#tip?.remove();
    this.#tip = null;
  }
}
