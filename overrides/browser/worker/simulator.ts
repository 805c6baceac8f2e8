/** The Python side of the door. */

import type { PyodideAPI } from "pyodide";
import type { PyIterator, PyProxy } from "pyodide/ffi";
import { breath } from "../lab/breath";
import type { Door } from "../lab/protocol";
import type { Scenario } from "../lab/trace";

export interface Simulator {
  /** Hands out each frame of a run as it is made, as JSON text, and returns the run's ending likewise. */
  run(scenario: Scenario, frame: (records: string) => void): Promise<string>;
  /** What another door of the package answers. */
  ask(door: Door, text?: string): Promise<string>;
}

/** An exception of Python: its class name, and its own words rather than a traceback. */
export class PythonError extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/** The package's door as a JavaScript function; JSON text crosses, so that both sides see the same numbers. */
export function simulator(pyodide: PyodideAPI, name: string): Simulator {
  const doors = pyodide.pyimport(name.replaceAll("-", "_"));
  const system = pyodide.pyimport("sys");
  const stream = doors.stream_json as (text: string) => PyIterator;
  return {
    run: (scenario, frame) => told(system, () => handedOut(stream(JSON.stringify(scenario)), frame)),
    ask: (door, text) => told(system, () => (text === undefined ? doors[door]() : doors[door](text))),
  };
}

/** What `call` gives, or the exception of Python that it raised. */
async function told(system: PyProxy, call: () => string | Promise<string>): Promise<string> {
  try {
    return await call();
  } catch (reason) {
    throw explained(reason, system);
  }
}

/** How long the worker works without taking breath, give or take a frame. */
const BREATH_MS = 30;

/**
 * Frames are lists; the one text that is not is the ending, and the last. Between them the worker takes breath: one that
 * never does is ended by the browser only seconds after Stop, and takes the next one's time until then.
 */
async function handedOut(texts: PyIterator, frame: (records: string) => void): Promise<string> {
  let breathed = performance.now();
  try {
    for (const text of texts as Iterable<string>) {
      if (!text.startsWith("[")) return text;
      frame(text);
      if (performance.now() - breathed < BREATH_MS) continue;
      await breath();
      breathed = performance.now();
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
