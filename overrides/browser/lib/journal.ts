/**
 * A second copy of the record, in IndexedDB. What localStorage is given lies in the browser's memory for seconds before it
 * is written to disk; a browser that is killed loses it. A transaction of IndexedDB is with the system when it ends.
 */

const STORE = "record";

export class Journal {
  #database: Promise<IDBDatabase>;
  #begun = false;

  constructor(course: string) {
    this.#database = new Promise((resolve, reject) => {
      const request = indexedDB.open(`course:${course}:journal`);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    this.#database.catch(() => undefined); // then there is one copy, as there always was
  }

  /** What was kept last; undefined when there is nothing or it cannot be had. */
  async read(): Promise<unknown> {
    const database = await this.#database;
    return new Promise((resolve, reject) => {
      const request = database.transaction(STORE).objectStore(STORE).get(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /** What was read has been taken back: from now on it may be written over. */
  begin(): void {
    this.#begun = true;
  }

  keep(text: string): void {
    if (!this.#begun) return;
    this.#database
      .then((database) => database.transaction(STORE, "readwrite").objectStore(STORE).put(text, STORE))
      .catch(() => undefined);
  }
}
