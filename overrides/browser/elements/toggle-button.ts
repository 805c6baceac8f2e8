/** A real button for one of Material's hidden checkboxes (`for`), which drive the drawer and the search. */
export class ToggleButton extends HTMLElement {
  static define(): void {
    customElements.define("toggle-button", ToggleButton);
  }

  #listening = new AbortController();

  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button || !this.#box) return;
    button.hidden = false;
    const controls = this.getAttribute("controls");
    if (controls) button.setAttribute("aria-controls", controls);
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    button.addEventListener("click", this, { signal });
    this.#box.addEventListener("change", this, { signal });
    document.addEventListener("keydown", this, { signal });
    this.#show();
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  handleEvent(event: Event): void {
    if (event.type === "click") this.#switch(!this.#box?.checked);
    else if (event.type === "keydown") this.#leave(event as KeyboardEvent);
    else this.#show();
  }

  get #box(): HTMLInputElement | null {
    return document.getElementById(this.getAttribute("for") ?? "") as HTMLInputElement | null;
  }

  #switch(open: boolean): void {
    const box = this.#box;
    if (!box) return;
    box.checked = open;
    box.dispatchEvent(new Event("change")); // Material watches this event, and so does #show
  }

  #leave(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#box?.checked) return;
    this.#switch(false);
    this.querySelector("button")?.focus();
  }

  #show(): void {
    const open = this.#box?.checked ?? false;
    this.querySelector("button")?.setAttribute("aria-expanded", String(open));
    const selector = this.getAttribute("focus");
    if (open && selector) document.querySelector<HTMLElement>(selector)?.focus();
  }
}
