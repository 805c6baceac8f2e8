/** Where a learner stopped in a module: the last thing done, or the last section read. */

import { changed, entryOf, type Kinds, keyOf } from "./record";
import type { Store } from "./store";

const READ = 1000; // ms without scrolling: long enough to have begun to read

export function keepPlace(store: Store, module: string, id: string): void {
  if (entryOf(store.entries, module, "place", module)?.id === id) return;
  store.put(keyOf(module, "place", module), (kept: Kinds["place"] | undefined) => changed(kept, { id }));
}

/** Watch which section is being read. Nothing is kept before the learner has scrolled into one. */
export function followReading(store: Store, module: string, signal: AbortSignal): void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    const section = sectionAt(innerHeight / 2);
    if (section && section !== sectionOf(entryOf(store.entries, module, "place", module)?.id)) {
      keepPlace(store, module, section.id);
    }
  };
  const scrolled = () => {
    clearTimeout(resting);
    resting = setTimeout(rest, READ);
  };
  addEventListener("scroll", scrolled, { passive: true, signal });
  signal.addEventListener("abort", () => clearTimeout(resting));
}

function sections(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".md-content h2[id]")];
}

function sectionAt(line: number): HTMLElement | undefined {
  return scrollY > 0
    ? sections().findLast((heading) => heading.getBoundingClientRect().top < line)
    : undefined;
}

/** The section that something stands in, so that a thing done there is not replaced by its own section. */
function sectionOf(id: string | undefined): HTMLElement | undefined {
  const element = id ? document.getElementById(id) : null;
  if (!element) return undefined;
  return sections().findLast(
    (heading) =>
      heading === element || heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
}
