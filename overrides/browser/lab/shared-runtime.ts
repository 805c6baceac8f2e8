/** One runtime for all labs of a document. It has a bundle of its own, which is there first. */

import type { Runtime } from "./runtime";

declare global {
  var courseRuntime: Runtime | undefined;
}

/** Null on a page that names no lab files. */
export function sharedRuntime(): Runtime | null {
  return globalThis.courseRuntime ?? null;
}

/** Nothing goes on for a lab that has gone, unless the page has another one. */
export function release(): void {
  const runtime = sharedRuntime();
  if (document.querySelector("lab-view")) return;
  if (runtime?.state === "starting") runtime.cancel();
  else if (runtime?.state === "running") runtime.stop();
}
