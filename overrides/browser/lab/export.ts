/** The trace as a file: written piece by piece, so that a long one does not hold up the page. */

import { el } from "../lib/dom";
import type { Trace } from "./trace";

const AT_ONCE = 2_000;

export async function downloadTrace(trace: Trace): Promise<void> {
  const { records, ...ending } = trace;
  const parts = [`${JSON.stringify(ending).slice(0, -1)},"records":[`];
  for (let start = 0; start < records.length; start += AT_ONCE) {
    const text = JSON.stringify(records.slice(start, start + AT_ONCE)).slice(1, -1);
    parts.push(start > 0 ? `,\n${text}` : text);
    await new Promise((resume) => setTimeout(resume));
  }
  const url = URL.createObjectURL(new Blob([...parts, "]}\n"], { type: "application/json" }));
  const name = `${trace.scenario.lab}-${trace.digest.slice(0, 12)}.json`;
  el("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
