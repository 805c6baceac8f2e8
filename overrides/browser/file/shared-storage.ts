/**
 * Stands in for localStorage on file://. It answers at once from memory, and sends changes to the store frame behind: what
 * is put in one go is kept together or not at all, and nothing that another tab has kept meanwhile is written over.
 */

import type { StandIn, Trouble } from "../lib/slots";
import { Late } from "./late";
import { isTold, type Texts, type Told } from "./protocol";

const PATIENCE = 5000; // ms until a frame that does not answer counts as a storage that is off

export class SharedStorage implements StandIn {
  trouble: Trouble = null;
  ready: Promise<void>;
  #prefix: string;
  #frame: HTMLIFrameElement;
  #late: Late;
  #heard = false;
  #leaving = false;
  #opened = () => {};
  /** What the page believes, what the frame is known to hold, what is on its way, and what goes next. */
  #texts = new Map<string, string | null>();
  #held = new Map<string, string | null>();
  #sent: Texts | null = null;
  #next: Texts | null = null;

  constructor(frame: HTMLIFrameElement, prefix: string) {
    this.#frame = frame;
    this.#prefix = prefix;
    this.#late = new Late(prefix);
    this.ready = new Promise((resolve) => {
      this.#opened = resolve;
    });
    frame.addEventListener("load", () => this.#post({ ask: prefix }));
    addEventListener("message", this);
    addEventListener("pageshow", this);
    addEventListener("pagehide", this);
    setTimeout(() => this.#giveUp(), PATIENCE);
  }

  get settled(): boolean {
    return !this.trouble && !this.#sent && !this.#next;
  }

  getItem(key: string): string | null {
    return this.#texts.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    this.#put(key, text);
  }

  removeItem(key: string): void {
    this.#put(key, null);
  }

  handleEvent(event: Event): void {
    if (event.type === "message") this.#receive(event as MessageEvent);
    if (event.type === "pageshow" && (event as PageTransitionEvent).persisted) this.#comeBack();
    if (event.type === "pagehide") this.#leave();
  }

  #receive({ data, source }: MessageEvent): void {
    if (source === this.#frame.contentWindow && isTold(data)) this.#hear(data);
  }

  #comeBack(): void {
    this.#leaving = false;
    this.#post({ ask: this.#prefix });
  }

  /** Others still save when they hear that the page goes: from then on, what is put is late at once. */
  #leave(): void {
    this.#leaving = true;
    if (this.settled) return;
    const record = `${this.#prefix}record`;
    const text = this.#texts.get(record);
    if (text) this.#late.leave(text, this.#held.get(record) ?? null);
  }

  #giveUp(): void {
    if (this.#heard) return;
    this.trouble = "off";
    this.#opened();
  }

  #put(key: string, text: string | null): void {
    this.#texts.set(key, text);
    if (!this.#next) queueMicrotask(() => this.#send());
    const { [key]: _, ...others } = this.#next ?? {};
    this.#next = { ...others, [key]: text }; // in the order of putting: other tabs hear of it in that order
    if (this.#leaving) this.#leave();
  }

  /** One lot is on its way at a time: what is put meanwhile waits, and becomes one lot itself. */
  #send(): void {
    if (!this.#heard || this.#sent || !this.#next) return;
    this.#sent = this.#next;
    this.#next = null;
    const was = Object.keys(this.#sent).map((key) => [key, this.#held.get(key) ?? null]);
    this.#post({ keep: this.#sent, was: Object.fromEntries(was) });
  }

  #post(message: object): void {
    this.#frame.contentWindow?.postMessage(message, "*");
  }

  #hear({ texts, kept, trouble }: Told): void {
    if (kept !== undefined) this.#sent = null;
    if (trouble !== undefined) this.trouble = trouble;
    for (const [key, text] of Object.entries(texts)) this.#held.set(key, text);
    // What was to go on top of something else comes to nothing: whoever put it reads anew, and puts it again.
    const overtaken =
      kept === undefined && Object.keys(texts).some((key) => key in { ...this.#sent, ...this.#next });
    if (kept === false || overtaken) this.#next = null;
    this.#texts = new Map([...this.#held, ...Object.entries({ ...this.#sent, ...this.#next })]);
    if (!this.#heard) this.#open();
    this.#send();
    if (this.settled) this.#late.kept();
    dispatchEvent(new StorageEvent("storage", { key: this.#prefix }));
  }

  #open(): void {
    this.#heard = true;
    const record = `${this.#prefix}record`;
    const whole = this.#late.join(this.getItem(record), this.getItem(`${this.#prefix}before-reset`));
    if (whole) this.setItem(record, whole);
    this.#opened();
  }
}
