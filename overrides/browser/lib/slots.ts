/** The places in localStorage that belong to one course. The only module of the page that touches it. */

export type Slot = "record" | "set-aside" | "before-reset";
export type Trouble = "off" | "full" | null;

/** What stands in for localStorage where pages do not share one: on file:// (`file/shared-storage.ts`). */
export interface StandIn extends Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  ready: Promise<void>;
  /** Why what it was given last is not kept: known only after a while. */
  trouble: Trouble;
  /** Whether all that it was given is kept. */
  settled: boolean;
}

const standIn = ask();

/** A script that runs before this one may answer. */
function ask(): StandIn | undefined {
  const detail: { standIn?: StandIn } = {};
  dispatchEvent(new CustomEvent("course:storage", { detail }));
  return detail.standIn;
}

/** Call back when the slots can be read, so that nothing shows an empty record first: at once where there is localStorage. */
export function whenReady(then: () => void): void {
  if (standIn) standIn.ready.then(then);
  else then();
}

export class Slots {
  #trouble: Trouble = null;
  #prefix: string;

  constructor(course: string) {
    this.#prefix = `course:${course}:`;
  }

  /** Why the storage did not take what it was last given. */
  get trouble(): Trouble {
    return this.#trouble ?? standIn?.trouble ?? null;
  }

  /** Whether what was put is known to be kept. Until then, and forever if there is trouble, it can come to nothing. */
  get settled(): boolean {
    return !this.trouble && (standIn?.settled ?? true);
  }

  /** Undefined when the browser refuses to say. */
  get(slot: Slot): string | null | undefined {
    try {
      return (standIn ?? localStorage).getItem(this.#prefix + slot);
    } catch {
      this.#trouble = "off";
      return undefined;
    }
  }

  /** Keep a text, or empty the slot; false when it could not be done. What is put at once is kept together or not at all. */
  put(slot: Slot, text: string | null): boolean {
    try {
      const storage = standIn ?? localStorage;
      if (text === null) storage.removeItem(this.#prefix + slot);
      else storage.setItem(this.#prefix + slot, text);
      this.#trouble = null;
    } catch (error) {
      this.#trouble = error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "off";
    }
    return this.#trouble === null;
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
