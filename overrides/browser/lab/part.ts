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
  const packed = Uint8Array.from(atob(globalThis.courseParts?.[name] ?? ""), (one) => one.charCodeAt(0));
  delete globalThis.courseParts?.[name];
  return new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
}

async function drained(part: Part, bytes: Bytes, report: Report): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    const reader = bytes.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      report(next.value.byteLength);
    }
    const all = await new Blob(chunks).arrayBuffer();
    // On a page that is neither local nor encrypted a browser computes no digest: there the name alone vouches.
    if (isSecureContext && (await sha256(all)) !== part.sha256)
      throw new Error("not the bytes that were built");
    return all;
  } catch (reason) {
    return wrong(part, reason);
  }
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function wrong(part: Part, reason: unknown): never {
  throw new PartError(`${addressOf(part)}: ${reason instanceof Error ? reason.message : String(reason)}`);
}
