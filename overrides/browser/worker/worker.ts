/** The worker is a door: it takes a scenario and gives back its run, frame by frame, or answers a question. */

import type {
  Alive,
  Failure,
  FailureKind,
  FromWorker,
  Request,
  Returned,
  Start,
  ToWorker,
} from "../lab/protocol";
import { boot, Pieces } from "./boot";
import { seal } from "./seal";
import { PythonError, type Simulator, simulator } from "./simulator";

const pieces = new Pieces();
let booted: Promise<Simulator> | undefined;
let answered = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") booted = start(data);
  else if (data.kind === "run" || data.kind === "ask")
    answered = answered.then(() => answer(data)); // one after another
  else pieces.take(data);
});

/** Resolves when Python is up and every way out is closed. Never rejects: a page that hears `failed` ends the worker. */
async function start(message: Start): Promise<Simulator> {
  live(message.life);
  try {
    const pyodide = await boot(message, pieces);
    if (!message.whole) giveBack(await pieces.memory.here);
    const made = simulator(pyodide, message.package);
    seal();
    post({ kind: "ready" });
    return made;
  } catch (reason) {
    post({ kind: "failed", id: 0, error: { kind: "crashed", message: String(reason) } });
    return new Promise(() => undefined);
  }
}

function giveBack(snapshot: ArrayBuffer): void {
  post({ kind: "returned", snapshot }, [snapshot]);
}

/** Hold the lock until this worker ends; a local page's worker may not. */
function live(name: string): void {
  const held = () => {
    post({ kind: "alive" });
    return new Promise<never>(() => undefined);
  };
  navigator.locks?.request(name, held).catch(() => undefined);
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
        ? await simulator.run(request.scenario, frame)
        : await simulator.ask(request.door, request.text);
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

function post(message: Alive | Returned | FromWorker, given: Transferable[] = []): void {
  self.postMessage(message, given);
}
