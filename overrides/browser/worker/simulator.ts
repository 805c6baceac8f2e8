/** Boots Pyodide and imports the simulator: the Python side of the door. */

import type { PyodideAPI } from "pyodide";
import type { PyIterator, PyProxy } from "pyodide/ffi";
import type { Progress, Start, Step } from "../lab/protocol";
import type { Scenario } from "../lab/trace";
import { countedFetch, type Download } from "./counted-fetch";

/** Hands out each frame of a run as it is made, as JSON text, and returns the run's ending likewise. */
export type Simulator = (scenario: Scenario, frame: (records: string) => void) => string;

/** A file that could not be had, or was not what the lock file says. */
export class DownloadError extends Error {}

/** An exception of Python: its class name, and its own words rather than a traceback. */
export class PythonError extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/** Load the runtime and the package named in `start`, reporting each step's bytes. */
export async function boot(start: Start, report: (progress: Progress) => void): Promise<Simulator> {
  const gauge = new DownloadGauge(report);
  const failed = new Promise<never>((_, reject) => {
    self.fetch = countedFetch(self.fetch, gauge.add, (reason) => reject(new DownloadError(reason.message)));
  });
  return Promise.race([load(start, gauge), failed]);
}

async function load(start: Start, gauge: DownloadGauge): Promise<Simulator> {
  gauge.begin("runtime");
  const { loadPyodide } = await importLoader(`${start.runtime}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: start.runtime, lockFileURL: start.lock });
  gauge.begin("package");
  await pyodide.loadPackage(start.package, { messageCallback: () => undefined });
  gauge.begin("first-run");
  return simulator(pyodide, start.package);
}

async function importLoader(url: string): Promise<typeof import("pyodide")> {
  try {
    return await import(url);
  } catch (reason) {
    throw new DownloadError(`${url}: ${String(reason)}`);
  }
}

/** The package's door as a JavaScript function; JSON text crosses, so that both sides see the same numbers. */
function simulator(pyodide: PyodideAPI, name: string): Simulator {
  const stream = pyodide.pyimport(name.replaceAll("-", "_")).stream_json as (text: string) => PyIterator;
  const system = pyodide.pyimport("sys");
  return (scenario, frame) => {
    try {
      return handedOut(stream(JSON.stringify(scenario)), frame);
    } catch (reason) {
      throw explained(reason, system);
    }
  };
}

/** Frames are lists; the one text that is not is the ending, and the last. */
function handedOut(texts: PyIterator, frame: (records: string) => void): string {
  try {
    for (const text of texts as Iterable<string>) {
      if (!text.startsWith("[")) return text;
      frame(text);
    }
    throw new Error("a run without an ending");
  } finally {
    texts.destroy();
  }
}

function explained(reason: unknown, system: PyProxy): unknown {
  const raised = system.last_exc;
  if (!(reason instanceof Error && reason.name === "PythonError" && raised)) return reason;
  const message = String(raised);
  raised.destroy();
  return new PythonError((reason as Error & { type: string }).type, message);
}

/** Sums the downloads of one step. */
class DownloadGauge {
  #step: Step = "runtime";
  #downloads = new Set<Download>();

  constructor(readonly report: (progress: Progress) => void) {}

  begin(step: Step): void {
    this.#step = step;
    this.#downloads.clear();
    this.report({ kind: "progress", step, received: 0, total: null });
  }

  add = (download: Download): void => {
    this.#downloads.add(download);
    let received = 0;
    let total: number | null = 0;
    for (const each of this.#downloads) {
      received += each.received;
      total = total === null || each.total === null ? null : total + each.total;
    }
    this.report({ kind: "progress", step: this.#step, received, total });
  };
}
