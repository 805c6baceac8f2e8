/** Counts the bytes of every download of a starting runtime, and notices the failures Pyodide swallows. */

export interface Download {
  received: number;
  total: number | null;
}

type Fetch = typeof fetch;

/**
 * Wrap `fetch` so that each chunk is reported. `fail` is called as well as the error thrown, because Pyodide only warns
 * when its WebAssembly cannot be had, and then waits for ever.
 */
export function countedFetch(
  original: Fetch,
  report: (download: Download) => void,
  fail: (reason: Error) => void,
): Fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const response = await original(input, init).catch((reason: unknown) => {
      throw tell(fail, `${url}: ${String(reason)}`);
    });
    if (!response.ok) throw tell(fail, `${url}: ${response.status} ${response.statusText}`);
    return response.body
      ? new Response(counted(response, url, report, fail), { headers: headers(response, url) })
      : response;
  };
}

function counted(
  response: Response,
  url: string,
  report: (download: Download) => void,
  fail: (reason: Error) => void,
): ReadableStream<Uint8Array> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const download = { received: 0, total: size(response) };
  report(download);
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        download.received += value.byteLength;
        report(download);
        controller.enqueue(value);
      } catch (reason) {
        controller.error(tell(fail, `${url}: ${String(reason)}`));
      }
    },
  });
}

/** A compressed response says its compressed length, while its chunks arrive expanded: then the size is not known. */
function size(response: Response): number | null {
  const length = Number(response.headers.get("Content-Length"));
  return length > 0 && !response.headers.has("Content-Encoding") ? length : null;
}

/** Plain file servers do not all know WebAssembly, and a browser compiles nothing else while it streams. */
function headers(response: Response, url: string): Headers {
  const copy = new Headers(response.headers);
  if (new URL(url, location.href).pathname.endsWith(".wasm")) copy.set("Content-Type", "application/wasm");
  return copy;
}

function tell(fail: (reason: Error) => void, message: string): Error {
  const reason = new Error(message);
  fail(reason);
  return reason;
}
