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

/** Options of loadPyodide that restore `packed` (Uint8Array) in place of starting Python. */
export function fromSnapshot(packed: Uint8Array, create: CreatePyodide): Options {
  const words = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const word = (at: number) => words.getUint32(at * 4, true);
  const start = (2 + word(1)) * 4;
  const pages = start + word(0);
  return {
    // Pyodide checks its header and copies what follows it over the memory: here nothing follows.
    _loadSnapshot: packed.slice(start, pages),
    createPyodideModule: async (settings) => {
      const module = await create(settings);
      for (let at = 0; at < word(1); at++) {
        const from = pages + at * PAGE;
        module.HEAPU8.set(packed.subarray(from, from + PAGE), word(2 + at) * PAGE);
      }
      return module;
    },
  };
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
