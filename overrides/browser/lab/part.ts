/** One file of the runtime: from its own address over http, from a script where local files cannot be fetched. */

/** Addresses are absolute; `size` and `sha256` (hex) are those of the unpacked bytes. */
export interface Part {
  file: string | null;
  /** A classic script that puts the bytes, gzipped and in base64, into `courseParts` under its own file name. */
  script: string;
  size: number;
  sha256: string;
}

/** A file that could not be had, or was not what the build made. */
export class PartError extends Error {}

declare global {
  var courseParts: Record<string, string> | undefined;
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;
const SLICE = 262_144;

type Report = (bytes: number) => void;

/** The part's bytes; `report` hears of each chunk. Rejects with PartError. */
export async function bytesOf(part: Part, report: Report, signal: AbortSignal): Promise<ArrayBuffer> {
  return drained(part, await opened(part, signal), report);
}

/** The part as WebAssembly, compiled while it comes in. Rejects with PartError, or because it cannot be compiled. */
export async function moduleOf(part: Part, report: Report, signal: AbortSignal): Promise<WebAssembly.Module> {
  const [seen, compiled] = (await opened(part, signal)).tee();
  // Plain file servers do not all know WebAssembly, and a browser compiles nothing else while it streams.
  const headers = { "Content-Type": "application/wasm" };
  const module = WebAssembly.compileStreaming(new Response(compiled, { headers }));
  module.catch(() => undefined); // what is wrong with the bytes is said first
  await drained(part, seen, report);
  return module;
}

/** Where the part comes from in this edition. */
export function addressOf(part: Part): string {
  return part.file && location.protocol !== "file:" ? part.file : part.script;
}

async function opened(part: Part, signal: AbortSignal): Promise<Bytes> {
  const url = addressOf(part);
  return (url === part.file ? fetched(url, signal) : unpacked(url)).catch((reason) => wrong(part, reason));
}

async function fetched(url: string, signal: AbortSignal): Promise<Bytes> {
  const { ok, status, statusText, body } = await fetch(url, { signal });
  if (!ok || !body) throw new Error(`${status} ${statusText}`);
  return body;
}

/** Local files cannot be fetched, but a script of the same folder can be run. */
async function unpacked(url: string): Promise<Bytes> {
  const script = document.createElement("script");
  script.src = url;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("not there")));
    document.head.append(script);
  }).finally(() => script.remove());
  const name = url.slice(url.lastIndexOf("/") + 1);
  const packed = bytesFrom(globalThis.courseParts?.[name] ?? "");
  delete globalThis.courseParts?.[name];
  return sliced(packed).pipeThrough(new DecompressionStream("gzip"));
}

function bytesFrom(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Small slices: unpacking one never holds the page up for long. */
function sliced(bytes: Uint8Array<ArrayBuffer>): Bytes {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + SLICE));
      at += SLICE;
    },
  });
}

async function drained(part: Part, bytes: Bytes, report: Report): Promise<ArrayBuffer> {
  const all = new Uint8Array(part.size);
  let at = 0;
  try {
    const reader = bytes.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      all.set(next.value, at); // throws when there are too many
      at += next.value.byteLength;
      report(next.value.byteLength);
    }
    // On a page that is neither local nor encrypted a browser computes no digest: there the name alone vouches.
    const another = isSecureContext && (await sha256(all)) !== part.sha256;
    if (another || at < part.size) throw new Error("not the bytes that were built");
    return all.buffer;
  } catch (reason) {
    return wrong(part, reason);
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function wrong(part: Part, reason: unknown): never {
  throw new PartError(`${addressOf(part)}: ${reason instanceof Error ? reason.message : String(reason)}`);
}
