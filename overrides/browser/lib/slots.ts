/** The places in localStorage that belong to one course. The only module that touches it. */

export type Slot = "record" | "set-aside" | "before-reset";

export class Slots {
  /** Why localStorage did not take what it was last given. */
  trouble: "off" | "full" | null = null;
  #prefix: string;

  constructor(course: string) {
    this.#prefix = `course:${course}:`;
  }

  /** Undefined when the browser refuses to say. */
  get(slot: Slot): string | null | undefined {
    try {
      return localStorage.getItem(this.#prefix + slot);
    } catch {
      this.trouble = "off";
      return undefined;
    }
  }

  /** Keep a text, or empty the slot; false when it could not be done. */
  put(slot: Slot, text: string | null): boolean {
    try {
      if (text === null) localStorage.removeItem(this.#prefix + slot);
      else localStorage.setItem(this.#prefix + slot, text);
      this.trouble = null;
    } catch (error) {
      this.trouble = error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "off";
    }
    return this.trouble === null;
  }

  /** Call back when another tab has changed something, and when a page comes back that has missed being told. */
  watch(changed: () => void): void {
    addEventListener("storage", ({ key }) => {
      if (key === null || key.startsWith(this.#prefix)) changed();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) changed();
    });
  }
}
