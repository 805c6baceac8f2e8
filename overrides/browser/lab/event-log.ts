/** The event log: what was committed, newest first, each with its whole envelope. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { write } from "./dom";
import { seconds } from "./figures";
import type { Run } from "./run";
import type { Moment } from "./state-at";
import type { Envelope, RecordOf } from "./trace";

/** What a scrub draws anew each time has to be short; older events are in view when the playhead is near them. */
const MOST = 40;
/** What is in sight. The others follow when the playhead stands still. */
const AT_ONCE = 12;
const SETTLED_MS = 150;

export class EventLog {
  readonly element = el("div", { class: "lab-log" });
  #title = el("h4", { class: "lab-title" });
  #list = el("ol", { class: "lab-log__events", reversed: true });
  #empty = el("p", { class: "lab-hint" }, lab.log.empty);
  #events: Run["events"] | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #low = 0;
  #high = 0;

  constructor() {
    const region = el(
      "div",
      { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": lab.log.label },
      this.#list,
    );
    this.element.append(this.#title, this.#empty, region);
  }

  /** Only what changed is touched: an envelope the learner has opened stays open. */
  show(moment: Moment): void {
    const { events } = moment.run;
    if (this.#events !== events) this.#clear(0);
    this.#events = events;
    const jumps = Math.abs(moment.events - this.#high) > AT_ONCE;
    this.#showUpTo(moment.events, jumps ? AT_ONCE : Math.max(AT_ONCE, this.#high - this.#low));
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#showUpTo(moment.events, MOST), SETTLED_MS);
    write(this.#title, say(lab.log.title, { count: moment.events }));
    this.#empty.hidden = moment.events > 0;
  }

  /** The list holds the events from `#low` up to, not including, `#high`: the newest ones, at most so many. */
  #showUpTo(end: number, most: number): void {
    const events = this.#events ?? [];
    const start = Math.max(0, end - most);
    for (; this.#high > end && this.#high > this.#low; this.#high--) this.#list.firstElementChild?.remove();
    if (this.#high <= start || this.#low >= end) this.#clear(start);
    for (; this.#low < start; this.#low++) this.#list.lastElementChild?.remove();
    this.#list.prepend(...events.slice(this.#high, end).map(item).reverse());
    this.#list.append(...events.slice(start, this.#low).map(item).reverse());
    this.#low = start;
    this.#high = end;
  }

  #clear(at: number): void {
    this.#list.replaceChildren();
    this.#low = at;
    this.#high = at;
  }
}

function item({ event, partition, at_us }: RecordOf<"evt.committed">): HTMLElement {
  const { position, type, partition_key: key, version } = event;
  const summary = el(
    "summary",
    {},
    el("span", { class: "lab-log__position" }, String(position)),
    el("span", { class: "lab-log__type" }, type),
    el("span", { class: "lab-log__key" }, key),
    el("span", { class: "lab-log__place" }, `v${version} p${partition}`),
    el("span", { class: "lab-log__time" }, say(lab.log.at, { at: seconds(at_us) })),
  );
  const details = el("details", { class: "lab-disclosure" }, summary);
  details.addEventListener("toggle", () => details.append(envelope(event)), { once: true });
  return el("li", { class: "lab-log__event", value: position }, details);
}

/** Made when it is first opened: most never are. */
function envelope(event: Envelope): HTMLElement {
  return el("pre", { class: "lab-log__envelope" }, JSON.stringify(event, null, 2));
}
