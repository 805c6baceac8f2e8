/** One committed event in the log: a line, and its whole envelope when it is opened. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { set, write } from "./dom";
import { seconds } from "./figures";
import type { RecordOf } from "./trace";

export class LogEntry {
  readonly element = el("li", { class: "lab-log__event" });
  #position = el("span", { class: "lab-log__position" });
  #type = el("span", { class: "lab-log__type" });
  #key = el("span", { class: "lab-log__key" });
  #place = el("span", { class: "lab-log__place" });
  #time = el("span", { class: "lab-log__time" });
  #details: HTMLDetailsElement;
  /** Filled when it is first opened: most never are. */
  #envelope: HTMLElement | undefined;
  #record: RecordOf<"evt.committed">;

  constructor(record: RecordOf<"evt.committed">) {
    const line = [this.#position, this.#type, this.#key, this.#place, this.#time];
    this.#details = el("details", { class: "lab-disclosure" }, el("summary", {}, ...line));
    this.#details.addEventListener("toggle", () => this.#open());
    this.element.append(this.#details);
    this.#record = record;
    this.#write(record);
  }

  /** Say another event, closed. To rewrite a line takes a third of the time that a new one does. */
  show(record: RecordOf<"evt.committed">): void {
    if (record === this.#record) return;
    this.#record = record;
    this.#details.open = false;
    this.#envelope?.remove();
    this.#envelope = undefined;
    this.#write(record);
  }

  #write({ event, partition, at_us }: RecordOf<"evt.committed">): void {
    set(this.element, "value", String(event.position));
    write(this.#position, String(event.position));
    write(this.#type, event.type);
    write(this.#key, event.partition_key);
    write(this.#place, `v${event.version} p${partition}`);
    write(this.#time, say(lab.log.at, { at: seconds(at_us) }));
  }

  #open(): void {
    if (!this.#details.open || this.#envelope) return;
    const text = JSON.stringify(this.#record.event, null, 2);
    this.#envelope = el("pre", { class: "lab-log__envelope" }, text);
    this.#details.append(this.#envelope);
  }
}
