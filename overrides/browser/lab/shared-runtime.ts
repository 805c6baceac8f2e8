/** One runtime for all labs of a document. It has a bundle of its own, which is there first. */

import type { Runtime } from "./runtime";

declare global {
  var courseRuntime: Runtime | undefined;
}

/** Null on a page that names no lab files. */
export function sharedRuntime(): Runtime | null {
  return globalThis.courseRuntime ?? null;
}
