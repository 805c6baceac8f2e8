/**
 * Python's memory, after it has started and imported the simulator, so that a lab need do neither.
 *
 * Layout, little-endian: u32 bytes of Pyodide's own header, u32 number of pages, u32 index of each page; the header; the
 * pages. A page is one of WebAssembly's. Pages that a fresh runtime already has right are left out.
 */

import type { PyodideConfig } from "pyodide";
import type { CreatePyodide } from "pyodide/pyodide.asm.mjs";

const PAGE = 65_536;

type Options = Pick<PyodideConfig, "_loadSnapshot" | "createPyodideModule">;

/**
 * Options of loadPyodide that restore a packed snapshot, once it is there, in place of starting Python. `head` is
 * Pyodide's own header of it: known beforehand, it lets all that needs no memory go on while that comes in.
 */
export function fromSnapshot(head: Uint8Array, packed: Promise<ArrayBuffer>, create: CreatePyodide): Options {
  return {
    // Pyodide checks its header and copies what follows it over the memory: here nothing follows.
    _loadSnapshot: head,
    createPyodideModule: async (settings) => {
      const module = await create(settings);
      restore(module.HEAPU8, new Uint8Array(await packed), head);
      return module;
    },
  };
}

function restore(memory: Uint8Array, packed: Uint8Array, head: Uint8Array): void {
  const { end, pages } = layoutOf(packed);
  if (!equal(headOf(packed), head)) throw new Error("a snapshot of another build");
  pages.forEach((page, at) => {
    const from = end + at * PAGE;
    memory.set(packed.subarray(from, from + PAGE), page * PAGE);
  });
}

/** Pyodide's own header of a packed snapshot. */
export function headOf(packed: Uint8Array): Uint8Array {
  const { start, end } = layoutOf(packed);
  return packed.slice(start, end);
}

/** Where Pyodide's header is, and which pages follow it. */
function layoutOf(packed: Uint8Array): { start: number; end: number; pages: number[] } {
  const words = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const word = (at: number) => words.getUint32(at * 4, true);
  const pages = Array.from({ length: word(1) }, (_, at) => word(2 + at));
  const start = (2 + pages.length) * 4;
  return { start, end: start + word(0), pages };
}

/**
 * Pack what Pyodide's makeMemorySnapshot returned. `fresh` is the same memory at moments before Python started: a page is
 * kept when it differs from any of them, because what the runtime's own start writes may vary with the browser.
 */
export function pack(snapshot: Uint8Array, fresh: Uint8Array[]): Uint8Array {
  const memory = memoryIn(snapshot);
  const end = snapshot.length - memory.length;
  const page = (of: Uint8Array, at: number) => of.subarray(at * PAGE, (at + 1) * PAGE);
  const kept = [...Array(memory.length / PAGE).keys()].filter((at) =>
    fresh.some((other) => !equal(page(memory, at), page(other, at))),
  );
  const words = new Uint8Array(Uint32Array.of(end, kept.length, ...kept).buffer);
  return joined([words, snapshot.subarray(0, end), ...kept.map((at) => page(memory, at))]);
}

/** The memory in Pyodide's own form, whose second word says where it begins. */
export function memoryIn(snapshot: Uint8Array): Uint8Array {
  return snapshot.subarray(new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true));
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
