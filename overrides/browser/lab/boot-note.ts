/** Which way Python started, said at the end of the lab. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { write } from "./dom";
import type { Runtime } from "./runtime";

export class BootNote {
  readonly element = el("p", { class: "lab-boot" });

  constructor(private readonly runtime: Runtime) {
    this.show();
  }

  show(): void {
    const { without } = this.runtime;
    write(
      this.element,
      without === undefined ? lab.start.snapshot : say(lab.start.library, { why: without }),
    );
  }
}
