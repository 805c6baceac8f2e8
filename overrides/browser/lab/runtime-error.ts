/** How a start or a run fails. */

import type { Failure } from "./protocol";

export class RuntimeError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** The runtime comes in a bundle of its own: an error of it is known by what it carries, not by its class. */
export function failureOf(reason: unknown): Failure {
  const { failure } = Object(reason) as Partial<RuntimeError>;
  return failure ?? { kind: "crashed", message: String(reason) };
}
