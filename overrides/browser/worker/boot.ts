/** Boots Pyodide: from a snapshot of Python's memory, or the long way with the whole library. */

import head from "@head";
import lock from "@lock";
import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodide from "pyodide/pyodide.asm.mjs";
import type { Made, Start } from "../lab/protocol";
import { fromSnapshot } from "../snapshot/snapshot";
import { Coming } from "./coming";
import { closeGate } from "./gate";

const HERE = "https://parts.invalid/";
const WASM = "pyodide.asm.wasm";
const STANDARD = "python_stdlib.zip";
const OPTIONS = { indexURL: HERE, packageBaseUrl: HERE, lockFileContents: lock };

/** What Python is made of. */
export class Pieces {
  readonly python = new Coming<WebAssembly.Module>();
  readonly memory = new Coming<ArrayBuffer>();
  readonly library = new Coming<Record<string, ArrayBuffer>>();

  take(made: Made): void {
    if (made.kind === "python") this.python.arrive(made.module);
    else if (made.kind === "memory") this.memory.arrive(made.snapshot);
    else this.library.arrive(made.files);
  }
}

/** A Python that can import the package, from its memory or else from the library. Rejects with whatever Pyodide says. */
export function boot({ whole, package: name }: Start, pieces: Pieces): Promise<PyodideAPI> {
  const failed = closeGate(pieces.python.here, whole ? pieces.library.here.then(all) : all({}));
  return Promise.race([whole ? plain(name) : restored(pieces.memory.here), failed]);
}

/** Pyodide asks for its WebAssembly and its library in any case. */
function all(library: Record<string, ArrayBuffer>): Map<string, BodyInit> {
  return new Map<string, BodyInit>([[WASM, ""], [STANDARD, ""], ...Object.entries(library)]);
}

async function restored(memory: Promise<ArrayBuffer>): Promise<PyodideAPI> {
  const pyodide = await loadPyodide({ ...OPTIONS, ...fromSnapshot(head, memory, createPyodide) });
  // The generator of the build is in the snapshot: without this every learner would draw the same.
  pyodide.pyimport("random").seed();
  return pyodide;
}

async function plain(name: string): Promise<PyodideAPI> {
  const pyodide = await loadPyodide({ ...OPTIONS, createPyodideModule: createPyodide });
  await pyodide.loadPackage(name, { messageCallback: () => undefined });
  return pyodide;
}
