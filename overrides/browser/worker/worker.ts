/** The worker is a door: it takes a scenario and gives back its run, frame by frame. */

import type { Failure, FromWorker, Start, ToWorker } from "../lab/protocol";
import { boot, DownloadError, PythonError, type Simulator } from "./simulator";

let booted: Promise<Simulator> | undefined;

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") void start(data);
  else void run(data.id, data.scenario);
});

async function start(message: Start): Promise<void> {
  booted = boot(message, post);
  try {
    await booted;
    post({ kind: "ready" });
  } catch (reason) {
    post({ kind: "failed", id: null, error: failure(reason) });
  }
}

async function run(id: number, scenario: Parameters<Simulator>[0]): Promise<void> {
  try {
    const simulate = await booted;
    const frame = (records: string) => post({ kind: "frame", id, records });
    if (simulate) post({ kind: "done", id, ending: simulate(scenario, frame) });
  } catch (reason) {
    post({ kind: "failed", id, error: failure(reason) });
  }
}

function failure(reason: unknown): Failure {
  const message = reason instanceof Error ? reason.message : String(reason);
  if (reason instanceof DownloadError) return { kind: "network", message };
  if (reason instanceof PythonError && reason.type === "ScenarioError") return { kind: "scenario", message };
  if (reason instanceof PythonError) return { kind: "python", message: `${reason.type}: ${message}` };
  // Anything else has broken the runtime itself (memory, recursion in C): it must not be used again.
  return { kind: "crashed", message };
}

function post(message: FromWorker): void {
  self.postMessage(message);
}
