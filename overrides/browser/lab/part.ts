/** One file of the runtime: from its own address over http, from a script where local files cannot be fetched. */

import { sha256 } from "../lib/sha256";
import { breath } from "./breath";

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

  interface Uint8ArrayConstructor {
    /** Not in every browser yet. */
    fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
  }
}

const SLICE = 262_144;
const WASM = "application/wasm";

/** How a part is loaded: asked for at once, but read only when it is its turn, so that what is needed first is there first. */
export interface Way {
  turn: Promise<unknown>;
  /** Hears of each chunk. */
  report: (bytes: number) => void;
  signal: AbortSignal;
}

/** The part's bytes. Rejects with PartError. */
export async function bytesOf(part: Part, way: Way): Promise<ArrayBuffer> {
  return drained(part, await opened(part, way), way);
}

/** The part as WebAssembly, compiled while it comes in. Rejects with PartError, or because it cannot be compiled. */
export async function moduleOf(part: Part, way: Way): Promise<WebAssembly.Module> {
  const response = await opened(part, way);
  const seen = response.clone();
  const module = WebAssembly.compileStreaming(asWebAssembly(response));
  module.catch(() => undefined); // what is wrong with the bytes is said first
  await drained(part, seen, way);
  return module;
}

/**
 * A browser keeps what it has compiled of a file that it fetched itself. Plain file servers do not all know WebAssembly,
 * and nothing else is compiled while it streams.
 */
function asWebAssembly(response: Response): Response {
  if (response.headers.get("Content-Type") === WASM) return response;
  return new Response(response.body, { headers: { "Content-Type": WASM } });
}

/** Where the part comes from in this edition. */
export function addressOf(part: Part): string {
  return part.file && location.protocol !== "file:" ? part.file : part.script;
}

async function opened(part: Part, { turn, signal }: Way): Promise<Response> {
  const url = addressOf(part);
  try {
    const came = url === part.file ? await fetched(url, signal) : await run(url);
    await turn.catch(() => undefined);
    return came instanceof Response ? came : unpacked(came, signal);
  } catch (reason) {
    return wrong(part, reason);
  }
}

async function fetched(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response;
}

/** Local files cannot be fetched, but a script of the same folder can be run: what it brings. */
async function run(url: string): Promise<string> {
  const script = document.createElement("script");
  script.src = url;
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("not there")));
    document.head.append(script);
  }).finally(() => script.remove());
  const name = url.slice(url.lastIndexOf("/") + 1);
  const packed = globalThis.courseParts?.[name] ?? "";
  delete globalThis.courseParts?.[name];
  return packed;
}

/** Nothing is unpacked for a start that was given up. */
function unpacked(packed: string, signal: AbortSignal): Response {
  signal.throwIfAborted();
  return new Response(sliced(bytesFrom(packed)).pipeThrough(new DecompressionStream("gzip"), { signal }));
}

function bytesFrom(base64: string): Uint8Array<ArrayBuffer> {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Small slices, each unpacked in a task of its own: the page, and the start of its worker, go on between them. */
function sliced(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at >= bytes.length) return controller.close();
      await breath();
      controller.enqueue(bytes.subarray(at, at + SLICE));
      at += SLICE;
    },
  });
}

async function drained(part: Part, { body }: Response, { report }: Way): Promise<ArrayBuffer> {
  const all = new Uint8Array(part.size);
  let at = 0;
  try {
    const reader = body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
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

function wrong(part: Part, reason: unknown): never {
  throw new PartError(`${addressOf(part)}: ${reason instanceof Error ? reason.message : String(reason)}`);
}
