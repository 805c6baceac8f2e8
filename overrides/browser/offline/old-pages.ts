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

  /** Note every page that is open now: all are of a build before. The list outlives this worker's sleep. */
  async begin(event: ExtendableEvent): Promise<void> {
    const open = await this.#clients.matchAll({ type: "window", includeUncontrolled: true });
    const list = await caches.open(this.#name);
    await list.put(KEY, Response.json(open.map(({ id }) => id)));
    await this.check(event);
  }

  async check(event: ExtendableEvent): Promise<void> {
    const list = await caches.open(this.#name);
    const noted: string[] | undefined = await (await list.match(KEY))?.json();
    if (!noted) return;
    const open = await Promise.all(noted.map((id) => this.#clients.get(id)));
    const { installing, waiting } = this.#registration;
    if (open.some(Boolean) || installing || waiting) return; // one that comes has kept its files already, and tidies
    await this.#gone(event);
    await caches.delete(this.#name);
  }
}
