/** The pages that were open when a new build took over: what they load is removed when the last of them is closed. */

const KEY = "list";

export class OldPages {
  #clients: Clients;
  #registration: ServiceWorkerRegistration;
  #name: string;
  #gone: (event: ExtendableEvent) => Promise<void>;

  /** `gone` is called once after the last of them is closed. */
  constructor(worker: ServiceWorkerGlobalScope, gone: (event: ExtendableEvent) => Promise<void>) {
    this.#clients = worker.clients;
    this.#registration = worker.registration;
    this.#name = `course-old-pages:${worker.registration.scope}`;
    this.#gone = gone;
  }

  /** A page that opens in this very moment may be of a build before, and cannot be listed yet. */
  async begin(): Promise<void> {
    const list = await caches.open(this.#name);
    await list.put(KEY, Response.json(null));
  }

  /** The first page of the new build notes those that are open then; the list outlives this worker's sleep. */
  async check(event: ExtendableEvent): Promise<void> {
    const list = await caches.open(this.#name);
    const noted: string[] | null | undefined = await (await list.match(KEY))?.json();
    if (noted === null) await this.#note(list);
    if (!noted) return;
    const open = await Promise.all(noted.map((id) => this.#clients.get(id)));
    const { installing, waiting } = this.#registration;
    if (open.some(Boolean) || installing || waiting) return; // one that comes has kept its files already, and tidies
    await this.#gone(event);
    await caches.delete(this.#name);
  }

  async #note(list: Cache): Promise<void> {
    const open = await this.#clients.matchAll({ type: "window", includeUncontrolled: true });
    await list.put(KEY, Response.json(open.map(({ id }) => id)));
  }
}
