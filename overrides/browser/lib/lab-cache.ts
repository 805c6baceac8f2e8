/** The files a lab starts from, as the service worker keeps them. */

import { keepFiles } from "./keep-files";
import { type PageData, urlOf } from "./page-data";

interface LabData extends PageData {
  lab?: { bytes: number; parts: Record<string, { file?: string | null; sha256?: string }> };
}

export class LabCache {
  readonly megabytes: string;
  #name: string;
  /** It is there, and empty, where the learner wants the labs kept: of each build that comes. */
  #wish: string;
  /** Address to digest. */
  #files: Map<string, string | undefined>;

  constructor(page: LabData) {
    const parts = Object.values(page.lab?.parts ?? {});
    this.#files = new Map(
      parts.flatMap(({ file, sha256 }) => (file ? [[urlOf(page, file), sha256] as const] : [])),
    );
    this.#name = `course-lab:${urlOf(page, "")}`;
    this.#wish = `course-wish:${urlOf(page, "")}`;
    this.megabytes = ((page.lab?.bytes ?? 0) / 1e6).toFixed(0);
  }

  async kept(): Promise<boolean> {
    const where = { cacheName: this.#name };
    const found = await Promise.all([...this.#files.keys()].map((url) => caches.match(url, where)));
    return found.every(Boolean);
  }

  /**
   * Fetch what is not here yet; rejects when something cannot be had or kept, or is not what was built. That it may stay
   * when the disk fills up is a question that Firefox puts to the learner: it is kept whatever the answer, and before
   * there is one.
   */
  async keep(): Promise<void> {
    await keepFiles(this.#name, this.#files);
    await caches.open(this.#wish);
    void navigator.storage.persist?.().catch(() => undefined);
  }

  /** Fetch what has gone missing where the learner wants it kept. */
  async renew(): Promise<void> {
    if (await caches.has(this.#wish)) await keepFiles(this.#name, this.#files);
  }

  async remove(): Promise<void> {
    await caches.delete(this.#wish);
    await caches.delete(this.#name);
  }
}
