/**
 * Makes the snapshot under Node: `node build.js <Pyodide's folder> <wheel> <trim.py> <file to write>`.
 *
 * Three boots: a plain one, in which Python compiles the modules that a run of the labs imports into a library of their
 * own; one on that library, whose memory is kept; and one from the snapshot, to see that it restores every byte.
 */

import crypto from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import createPyodide, { type CreatePyodide } from "pyodide/pyodide.asm.mjs";
import { fromSnapshot, headOf, memoryIn, pack } from "./snapshot";

type Module = Awaited<ReturnType<CreatePyodide>>;

const [folder = "", wheel = "", trim = "", out = ""] = process.argv.slice(2);
const ENV = { PYTHONHASHSEED: "0", LANG: "C.UTF-8" };
const RUN = "import labs_py.scenario; labs_py.run_json(labs_py.scenario.EXAMPLE)";

/** Freeze into the memory nothing of this machine or this hour, so that two builds are the same. */
function standStill(): void {
  process.env.TZ = "UTC";
  process.argv[1] = "./this.program"; // Python keeps the name of what runs it: this is a browser's
  Date.now = () => 0;
  performance.now = () => 0;
  crypto.randomFillSync = ((view: Uint8Array) => view.fill(0)) as typeof crypto.randomFillSync;
}

/** Boot on the whole library, run a lab, and return the library that this took. */
async function trimmed(): Promise<Uint8Array> {
  const pyodide = await loadPyodide({ indexURL: folder, env: ENV });
  pyodide.FS.writeFile("/tmp/standard.zip", readFileSync(join(folder, "python_stdlib.zip")));
  pyodide.FS.writeFile("/tmp/labs.whl", readFileSync(wheel));
  pyodide.runPython(`import sys; sys.path.append("/tmp/labs.whl"); ${RUN}`);
  pyodide.runPython(readFileSync(trim, "utf8"));
  pyodide.runPython(`trim("/tmp/standard.zip", "/tmp/labs.whl", "/tmp/library.zip")`);
  return pyodide.FS.readFile("/tmp/library.zip");
}

/** Boot on that library, and keep the memory of the moments that count. */
async function kept(library: string): Promise<{ snapshot: Uint8Array; memory: Uint8Array }> {
  const fresh: Uint8Array[] = [];
  const pyodide = await loadPyodide({
    indexURL: folder,
    stdLibURL: library,
    env: ENV,
    _makeSnapshot: true,
    createPyodideModule: (settings) => {
      const see = (module: Module) => fresh.push(module.HEAPU8.slice());
      let here: Module;
      const preRun = (module: Module) => {
        here = module;
        see(module);
      };
      const observed = { ...settings, preRun: [preRun, ...settings.preRun] };
      return createPyodide({ ...observed, onRuntimeInitialized: () => see(here) } as typeof settings);
    },
  });
  pyodide.runPython(`${RUN}; import gc; gc.collect()`);
  const whole = pyodide.makeMemorySnapshot();
  return { snapshot: pack(whole, fresh), memory: memoryIn(whole) };
}

/** Boot from the snapshot, where the environment is another, and return the memory that Python wakes up in. */
async function restored(snapshot: Uint8Array): Promise<Uint8Array> {
  let memory = new Uint8Array();
  const { createPyodideModule, ...options } = fromSnapshot(
    headOf(snapshot),
    Promise.resolve(snapshot.slice().buffer),
    createPyodide,
  );
  const pyodide = await loadPyodide({
    ...options,
    indexURL: folder,
    env: { LANG: "x".repeat(500) },
    createPyodideModule: async (settings) => {
      const module = await (createPyodideModule as CreatePyodide)(settings);
      memory = module.HEAPU8.slice();
      return module;
    },
  });
  pyodide.runPython(RUN);
  return memory;
}

standStill();
const library = join(mkdtempSync(join(tmpdir(), "labs-")), "library.zip");
writeFileSync(library, await trimmed());
const { snapshot, memory } = await kept(library);
if (!Buffer.from(await restored(snapshot)).equals(memory))
  throw new Error("the snapshot does not restore the memory");
writeFileSync(out, snapshot);
