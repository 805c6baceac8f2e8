/** Boots Pyodide: from a snapshot of Python's memory, or the long way with the whole library. */

import head from "@head";
import lock from "@lock";
import { loadPyodide, type PyodideAPI } from "pyodide";
import createPyodide from "pyodide/pyodide.asm.mjs";
import type { Start } from "../lab/protocol";
import { fromSnapshot } from "../snapshot/snapshot";
import { closeGate } from "./gate";

const HERE = "https://parts.invalid/";
const WASM = "pyodide.asm.wasm";
const STANDARD = "python_stdlib.zip";
const OPTIONS = { indexURL: HERE, packageBaseUrl: HERE, lockFileContents: lock };

/** A Python that can import the package, from its memory if no library is given. Rejects with whatever Pyodide says. */
export function boot(
  { python, library, package: name }: Start,
  memory: Promise<ArrayBuffer>,
): Promise<PyodideAPI> {
  // Pyodide asks for its WebAssembly and its library in any case.
  const files = new Map<string, BodyInit>([[WASM, ""], [STANDARD, ""], ...Object.entries(library ?? {})]);
  const failed = closeGate(python, files);
  return Promise.race([library ? whole(name) : restored(memory), failed]);
}

async function restored(memory: Promise<ArrayBuffer>): Promise<PyodideAPI> {
  const pyodide = await loadPyodide({ ...OPTIONS, ...fromSnapshot(head, memory, createPyodide) });
  // The generator of the build is in the snapshot: without this every learner would draw the same.
  pyodide.runPython("import random; random.seed()");
  return pyodide;
}

async function whole(name: string): Promise<PyodideAPI> {
  const pyodide = await loadPyodide({ ...OPTIONS, createPyodideModule: createPyodide });
  await pyodide.loadPackage(name, { messageCallback: () => undefined });
  return pyodide;
}
