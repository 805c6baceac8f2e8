/** The event log: what was committed, newest first, each with its whole envelope. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { keepFocus, write } from "./dom";
import { LogEntry } from "./log-entry";
import type { Run } from "./run";
import type { Moment } from "./state-at";

/** What a scrub draws anew each time has to be short; older events are in view when the playhead is near them. */
const MOST = 40;
/** What is in sight. The others follow when the playhead stands still. */
const AT_ONCE = 12;
const SETTLED_MS = 150;

export class EventLog {
  readonly element = el("div", { class: "lab-log" });
  #title = el("h4", { class: "lab-title" });
  #list = el("ol", { class: "lab-log__events", reversed: true });
  #region = el(
    "div",
    { class: "lab-scroll", role: "region", tabindex: 0, "aria-label": lab.log.label },
    this.#list,
  );
  #empty = el("p", { class: "lab-hint" }, lab.log.empty);
  #events: Run["events"] | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  /** Newest first. */
  #entries: LogEntry[] = [];
  #low = 0;
  #high = 0;

  constructor() {
    this.element.append(this.#title, this.#empty, this.#region);
  }

  /** Only what changed is touched: an envelope the learner has opened stays open. */
  show(moment: Moment): void {
    const { events } = moment.run;
    if (this.#events !== events) this.#low = this.#high = 0;
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
    const start = Math.max(0, end - most);
    const elsewhere = this.#high <= start || this.#low >= end;
    keepFocus(this.#region, () => (elsewhere ? this.#rewrite(start, end) : this.#slide(start, end)));
    this.#low = start;
    this.#high = end;
  }

  /** Elsewhere in the run: the lines that are there say other events. */
  #rewrite(start: number, end: number): void {
    const records = (this.#events ?? []).slice(start, end).reverse();
    while (this.#entries.length > records.length) this.#entries.pop()?.element.remove();
    records.forEach((record, n) => {
      this.#entries[n]?.show(record);
    });
    this.#append(records.slice(this.#entries.length));
  }

  /** A little further or back: what stays is not touched. */
  #slide(start: number, end: number): void {
    const events = this.#events ?? [];
    for (; this.#high > end; this.#high--) this.#entries.shift()?.element.remove();
    for (; this.#low < start; this.#low++) this.#entries.pop()?.element.remove();
    const newer = events
      .slice(this.#high, end)
      .map((record) => new LogEntry(record))
      .reverse();
    this.#entries.unshift(...newer);
    this.#list.prepend(...newer.map(({ element }) => element));
    this.#append(events.slice(start, this.#low).reverse());
  }

  #append(records: Run["events"]): void {
    const older = records.map((record) => new LogEntry(record));
    this.#entries.push(...older);
    this.#list.append(...older.map(({ element }) => element));
  }
}
