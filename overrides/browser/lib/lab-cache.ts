/** The files a lab starts from, as the service worker keeps them. */

import { type PageData, urlOf } from "./page-data";

interface LabData extends PageData {
  lab?: { bytes: number; parts: Record<string, { file?: string | null }> };
}

export class LabCache {
  readonly megabytes: string;
  #name: string;
  #urls: string[];

  constructor(page: LabData) {
    const parts = Object.values(page.lab?.parts ?? {});
    this.#urls = parts.flatMap(({ file }) => (file ? [urlOf(page, file)] : []));
    this.#name = `course-lab:${urlOf(page, "")}`;
    this.megabytes = ((page.lab?.bytes ?? 0) / 1e6).toFixed(0);
  }

  async kept(): Promise<boolean> {
    const where = { cacheName: this.#name };
    const found = await Promise.all(this.#urls.map((url) => caches.match(url, where)));
    return found.every(Boolean);
  }

  /**
   * Fetch what is not here yet; rejects when something cannot be had or kept. That it may stay when the disk fills up is
   * a question that Firefox puts to the learner: it is kept whatever the answer, and before there is one.
   */
  async keep(): Promise<void> {
    const cache = await caches.open(this.#name);
    for (const url of this.#urls) if (!(await cache.match(url))) await cache.add(url);
    void navigator.storage.persist?.().catch(() => undefined);
  }

  async remove(): Promise<void> {
    await caches.delete(this.#name);
  }
}
