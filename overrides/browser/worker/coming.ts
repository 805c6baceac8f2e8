/** Something that the page will hand in, and that the start waits for. */
export class Coming<T> {
  readonly here: Promise<T>;
  #resolve: (value: T) => void = () => undefined;

  constructor() {
    this.here = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  arrive(value: T): void {
    this.#resolve(value);
  }
}
