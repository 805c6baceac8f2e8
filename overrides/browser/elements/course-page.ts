/** What every page does: marks modules, says when keeping fails, follows the reading, records lab runs, prints in full. */

import { readyToAnnounce } from "../lib/announce";
import { define, RecordElement } from "../lib/course-element";
import { markModules } from "../lib/marks";
import { notice } from "../lib/notice";
import { followReading } from "../lib/place";
import { openForPrint } from "../lib/print";

export class CoursePage extends RecordElement {
  static define(): void {
    define("course-page", CoursePage);
  }

  protected build(): void {
    readyToAnnounce();
  }

  protected override listen(): void {
    openForPrint(this.signal);
    this.on(document, "course:lab-run");
    if (this.page?.module) followReading(this.store, this.module, this.signal);
  }

  override handleEvent(event: Event): void {
    super.handleEvent(event);
    if (event.type !== "course:lab-run" || !this.page?.module) return;
    const { id, digest } = (event as CustomEvent<{ id: string; digest: string }>).detail;
    this.keep("lab", id, (kept) => ({ runs: (kept?.runs ?? 0) + 1, digest }));
  }

  protected render(): void {
    if (this.page) markModules(this.page, this.store.entries);
    notice(this.store);
  }
}
