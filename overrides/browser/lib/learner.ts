/** Finds the store that goes with the page. */

import type { PageData } from "./page-data";
import { Slots } from "./slots";
import { Store } from "./store";

// One store for one record, across instant navigation: two would not hear of each other's changes.
const stores = new Map<string, Store>();

/** The learner's record of this course. */
export function recordFor(page: PageData | null): Store {
  if (!page) return exampleFor(location.pathname);
  return once(page.course.id, () => new Store(page.course.id, new Slots(page.course.id), page.renamed));
}

/** Where the blocks of this page put what is done in them: the record on a module page, nowhere lasting elsewhere. */
export function workFor(page: PageData | null): Store {
  return page?.module ? recordFor(page) : exampleFor(location.pathname);
}

function exampleFor(path: string): Store {
  return once(path, () => new Store("example", null));
}

function once(name: string, make: () => Store): Store {
  const store = stores.get(name) ?? make();
  stores.set(name, store);
  return store;
}
