/** The worker is a door: it takes a scenario and gives back its run, frame by frame, or answers a question. */

import type { Alive, Failure, FailureKind, FromWorker, Request, Start, ToWorker } from "../lab/protocol";
import { boot } from "./boot";
import { seal } from "./seal";
import { PythonError, type Simulator, simulator } from "./simulator";

let booted: Promise<Simulator> | undefined;

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") void start(data);
  else void answer(data);
});

async function start(message: Start): Promise<void> {
  booted = live(message.life)
    .then(() => boot(message))
    .then((pyodide) => simulator(pyodide, message.package));
  try {
    await booted;
    seal();
    post({ kind: "ready" });
  } catch (reason) {
    post({ kind: "failed", id: 0, error: { kind: "crashed", message: String(reason) } });
  }
}

/** Hold the lock until this worker ends; resolves when it is held, or cannot be. */
function live(name: string): Promise<void> {
  return new Promise((resolve) => {
    const held = () => {
      post({ kind: "alive" });
      resolve();
      return new Promise<never>(() => undefined);
    };
    navigator.locks?.request(name, held).catch(() => resolve()); // a local page's worker may not
    if (!navigator.locks) resolve();
  });
}

async function answer(request: Request): Promise<void> {
  const { id } = request;
  post({ kind: "taken" });
  try {
    const simulator = await booted;
    if (!simulator) return;
    const frame = (records: string) => post({ kind: "frame", id, records });
    const ending =
      request.kind === "run"
        ? simulator.run(request.scenario, frame)
        : simulator.ask(request.door, request.text);
    post({ kind: "done", id, ending });
  } catch (reason) {
    post({ kind: "failed", id, error: failure(reason) });
  }
}

const KINDS: Record<string, FailureKind> = {
  ScenarioError: "scenario",
  // What a snapshot leaves out, the whole library has.
  ModuleNotFoundError: "incomplete",
  // Memory that has grown is never given back but by ending the worker.
  MemoryError: "crashed",
};

function failure(reason: unknown): Failure {
  const message = reason instanceof Error ? reason.message : String(reason);
  if (reason instanceof PythonError)
    return { kind: KINDS[reason.type] ?? "python", message: `${reason.type}: ${message}` };
  // Anything else has broken the runtime itself (memory, recursion in C): it must not be used again.
  return { kind: "crashed", message };
}

function post(message: Alive | FromWorker): void {
  self.postMessage(message);
}
