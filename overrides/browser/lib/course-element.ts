/** What all our elements share: set up on connecting, torn down on leaving, drawn again when the record changes. */

import { recordFor, workFor } from "./learner";
import { type PageData, pageData } from "./page-data";
import { keepPlace } from "./place";
import { changed, entryOf, type Kind, type Kinds, keyOf } from "./record";
import type { Store } from "./store";

export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

export abstract class CourseElement extends HTMLElement {
  protected page: PageData | null = null;
  protected store!: Store;
  #life = new AbortController();
  #built = false;

  /** Make the controls. Called once: the HTML is the author's, what is added to it is ours. */
  protected abstract build(): void;
  /** Show what the record says now. */
  protected abstract render(): void;
  /** Add listeners, with `on`; called each time the element gets into a page. */
  protected listen(): void {}

  connectedCallback(): void {
    this.page = pageData();
    this.store = this.chooseStore(this.page);
    this.#life = new AbortController();
    if (!this.#built) this.build();
    this.#built = true;
    this.on(this.store, "record");
    this.listen();
    this.render();
  }

  disconnectedCallback(): void {
    this.#life.abort();
  }

  handleEvent(event: Event): void {
    if (event.type === "record") this.render();
  }

  get module(): string {
    return this.page?.module?.id ?? "example";
  }

  protected get signal(): AbortSignal {
    return this.#life.signal;
  }

  protected chooseStore(page: PageData | null): Store {
    return workFor(page);
  }

  protected on(target: EventTarget, ...types: string[]): void {
    for (const type of types) target.addEventListener(type, this, { signal: this.signal });
  }

  protected child<E extends HTMLElement>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`<${this.localName}> lacks ${selector}`);
    return found;
  }

  protected entry<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    return entryOf(this.store.entries, this.module, kind, id);
  }

  /** Keep something the learner did; it is also the place where the module continues. */
  protected keep<K extends Kind>(
    kind: K,
    id: string,
    change: (kept: Kinds[K] | undefined) => Omit<Kinds[K], "at">,
  ): void {
    this.store.put<Kinds[K]>(keyOf(this.module, kind, id), (kept) => changed(kept, change(kept)));
    if (kind !== "module") this.keepPlace(id);
  }

  protected keepPlace(id: string): void {
    keepPlace(this.store, this.module, id);
  }
}

/** An element that tells of the learner's record on whatever page it stands. */
export abstract class RecordElement extends CourseElement {
  protected override chooseStore(page: PageData | null): Store {
    return recordFor(page);
  }
}
