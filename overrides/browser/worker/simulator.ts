/** The Python side of the door. */

import type { PyodideAPI } from "pyodide";
import type { PyIterator, PyProxy } from "pyodide/ffi";
import type { Scenario } from "../lab/trace";

/** Hands out each frame of a run as it is made, as JSON text, and returns the run's ending likewise. */
export type Simulator = (scenario: Scenario, frame: (records: string) => void) => string;

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
