/** What the learner does in quick succession is done one after another. */

export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #given = new AbortController();

  /** Resolves when what was asked so far is done. */
  get done(): Promise<unknown> {
    return this.#last;
  }

  /** Null when it is given up, or when it fails, of which `failed` is told: the next one has its turn all the same. */
  take<T>(task: () => Promise<T>, failed: (reason: unknown) => void): Promise<T | null> {
    const { signal } = this.#given;
    const mine = this.#last
      .then(() => (signal.aborted ? null : task()))
      .catch((reason) => {
        failed(reason);
        return null;
      });
    this.#last = mine;
    return mine;
  }

  /** Whatever waits for its turn has none. */
  giveUp(): void {
    this.#given.abort();
    this.#given = new AbortController();
  }
}
