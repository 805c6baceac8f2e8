/** Up to where the log is settled. */

/** The high-water mark: the highest position below which nothing can still appear, and what is committed beyond it. */
export class Mark {
  #open = new Set<number>();
  #beyond = new Set<number>();
  #first = Number.POSITIVE_INFINITY;

  get beyond(): number {
    return this.#beyond.size;
  }

  note(kind: string, position: number): void {
    if (kind === "evt.assigned") {
      this.#open.add(position);
      this.#first = Math.min(this.#first, position);
    } else if (kind === "evt.committed") this.#close(position, this.#beyond.add(position));
    else if (kind === "evt.rolledback") this.#close(position, this.#beyond);
  }

  #close(position: number, beyond: Set<number>): void {
    this.#open.delete(position);
    if (position > this.#first) return;
    this.#first = Math.min(...this.#open);
    for (const committed of beyond) if (committed < this.#first) beyond.delete(committed);
  }
}
