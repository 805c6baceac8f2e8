/** The learner's tries at the challenges: which are met, and when a solution may be asked for. */

import type { Kinds } from "../lib/record";
import type { Attempt, Grade } from "./challenge";
import { kept } from "./kept";

/** After so many different tries a solution is shown to who asks for it. */
const HONEST_TRIES = 3;

export class Tries {
  #lab: Element;
  /** Since the challenge was chosen. */
  #made = new Set<string>();

  /** `lab` is an element of the lab whose tries these are. */
  constructor(lab: Element) {
    this.#lab = lab;
  }

  begin(): void {
    this.#made.clear();
  }

  isMet(id: string): boolean {
    return this.#work(id).met;
  }

  /** How many more it takes before a solution is shown. */
  left(id: string): number {
    const { met, tries = 0 } = this.#work(id);
    return met ? 0 : Math.max(0, HONEST_TRIES - tries);
  }

  /** The same settings once more are no further try. */
  keep(id: string, attempt: Attempt, { passed }: Grade): void {
    const { met, tries = 0 } = this.#work(id);
    const key = JSON.stringify(attempt);
    const further = this.#made.has(key) || key === "{}" ? 0 : 1;
    this.#made.add(key);
    kept(this.#lab, "challenge", id, { met: met || passed, tries: tries + further });
  }

  #work(id: string): Kinds["challenge"] {
    const none = { at: "", met: false, tries: 0 };
    return (kept(this.#lab, "challenge", id) as Kinds["challenge"] | undefined) ?? none;
  }
}
