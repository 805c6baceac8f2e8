/**
 * Material's search worker in a hidden frame: a worker cannot be started from a local file. The package iframe-worker does
 * it with a script written into the frame, which the content security policy forbids; here the frame is a page.
 */

export class FramedWorker extends EventTarget {
  #frame = document.createElement("iframe");
  #loaded: Promise<unknown>;

  constructor(script: URL, page: URL) {
    super();
    this.#frame.hidden = true;
    this.#frame.src = `${page}#${script.pathname.split("/").at(-1)}`;
    this.#loaded = new Promise((resolve) => this.#frame.addEventListener("load", resolve));
    addEventListener("message", this);
    document.body.append(this.#frame);
  }

  handleEvent({ source, data }: MessageEvent): void {
    if (source === this.#frame.contentWindow) this.dispatchEvent(new MessageEvent("message", { data }));
  }

  postMessage(data: unknown): void {
    // A local page has no origin that could be named.
    this.#loaded.then(() => this.#frame.contentWindow?.postMessage(data, "*"));
  }

  terminate(): void {
    removeEventListener("message", this);
    this.#frame.remove();
  }
}

/** From now on a worker whose script is a local file runs in a frame; any other is a worker as ever. */
export function frameWorkers(page: URL): void {
  window.Worker = new Proxy(Worker, {
    construct(Native, [script, options]) {
      const url = new URL(script, location.href);
      return url.protocol === "file:" ? new FramedWorker(url, page) : new Native(script, options);
    },
  });
}
