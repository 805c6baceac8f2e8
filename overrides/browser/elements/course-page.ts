/** What every page does: marks modules, says when keeping fails, follows the reading, records lab runs, prints in full. */

import { readyToAnnounce } from "../lib/announce";
import { define, RecordElement } from "../lib/course-element";
import { markModules } from "../lib/marks";
import { notice } from "../lib/notice";
import { followReading } from "../lib/place";
import { openForPrint } from "../lib/print";
import { changed, keyOf, type LabWork } from "../lib/record";

export class CoursePage extends RecordElement {
  static define(): void {
    define("course-page", CoursePage);
  }

  protected build(): void {
    readyToAnnounce();
  }

  protected override listen(): void {
    openForPrint(this.signal);
    this.on(document, "course:lab-run", "course:lab-work");
    if (this.page?.module) followReading(this.store, this.module, this.signal);
  }

  override handleEvent(event: Event): void {
    super.handleEvent(event);
    const { detail } = event as CustomEvent;
    if (!this.page?.module || !detail) return;
    if (detail.kind) this.#work(detail);
    else this.keep("lab", detail.id, (kept) => ({ runs: (kept?.runs ?? 0) + 1, digest: detail.digest }));
  }

  /** A lab has something to keep, or asks for what is kept. */
  #work(work: LabWork): void {
    const { kind, id, entry } = work;
    if (entry) this.store.put(keyOf(this.module, kind, id), (kept) => changed(kept, entry));
    work.kept = this.entry(kind, id);
  }

  protected render(): void {
    if (this.page) markModules(this.page, this.store.entries);
    notice(this.store);
  }
}
