/** Where a lab's files lie, as the page says. */

import { type PageData, pageData, urlOf } from "../lib/page-data";
import { Runtime } from "./runtime";

interface LabPage extends PageData {
  lab?: { worker: string; runtime: string; lock: string; package: string };
}

/** One for all labs of a document. */
let shared: Runtime | undefined;

/** Null on a page that names no lab files. */
export function sharedRuntime(): Runtime | null {
  const page: LabPage | null = pageData();
  if (!page?.lab) return null;
  const { worker, runtime, lock, package: name } = page.lab;
  const url = (path: string) => urlOf(page, path);
  shared ??= new Runtime(url(worker), { runtime: url(runtime), lock: url(lock), package: name });
  return shared;
}
