/** Where a lab's files lie, as the page says. */

import { type PageData, pageData, urlOf } from "../lib/page-data";
import type { Part } from "./part";
import { type PartList, Parts } from "./parts";
import { Runtime } from "./runtime";

interface LabPage extends PageData {
  lab?: { parts: PartList; package: string };
}

/** Null on a page that names no lab files. */
export function newRuntime(): Runtime | null {
  const page: LabPage | null = pageData();
  return page?.lab ? new Runtime(new Parts(absolute(page, page.lab.parts)), page.lab.package) : null;
}

function absolute(page: PageData, { worker, python, snapshot, library }: PartList): PartList {
  const here = (part: Part): Part => ({
    ...part,
    file: part.file && urlOf(page, part.file),
    script: urlOf(page, part.script),
  });
  const files = Object.entries(library).map(([name, part]) => [name, here(part)] as const);
  return {
    worker: here(worker),
    python: here(python),
    snapshot: snapshot && here(snapshot),
    library: Object.fromEntries(files),
  };
}
