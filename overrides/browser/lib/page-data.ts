/** What the page tells the browser: the `course-data` island. Read anew each time, because instant navigation swaps it. */

import type { Kind } from "./record";

/** Something a learner can give evidence in; `in` names the block it belongs to. */
export interface Part {
  kind: Kind | "checklist" | "artefact" | "outcome";
  id: string;
  title: string;
  fingerprint?: string | null;
  outcomes?: string[];
  in?: string | null;
}

export interface Module {
  id: string;
  number: number;
  title: string;
  url: string | null;
  fingerprint: string | null;
  parts?: Part[];
}

export interface PageData {
  course: { id: string; title: string };
  base: string;
  module: { id: string; fingerprint: string } | null;
  modules: Module[];
  renamed: Record<string, string>;
  /** On the progress page: what there is to do in labs, by id. */
  tasks?: Record<"challenge" | "guess", Record<string, string>>;
}

/** Null where nobody wrote the island: a page built by the Markdown extension alone. */
export function pageData(): PageData | null {
  const island = document.getElementById("course-data");
  return island?.textContent ? JSON.parse(island.textContent) : null;
}

export function urlOf(page: PageData, url: string): string {
  return new URL(url, new URL(`${page.base}/`, location.href)).href;
}
