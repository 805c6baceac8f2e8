/** What a learner has written, as Markdown: checklists, reflections and artefacts, alone or together. Pure. */

import { browser } from "@messages";
import type { Part } from "./page-data";
import { type Entries, entryOf, textOf } from "./record";
import { say } from "./words";

export interface Chapter {
  module: string;
  title: string;
  parts: Part[];
}

const written = browser.written;

/** A whole document; `chapters` without anything written in them are left out. */
export function toMarkdown(title: string, chapters: Chapter[], entries: Entries): string {
  const bodies = chapters.flatMap((chapter) => {
    const sections = chapter.parts.flatMap((part) => section(part, chapter, entries));
    return sections.length ? [`## ${chapter.title}`, ...sections] : [];
  });
  return `${[`# ${title}`, ...(bodies.length ? bodies : [written.nothing])].join("\n\n")}\n`;
}

function section(part: Part, { module, parts }: Chapter, entries: Entries): string[] {
  const inside = parts.filter((one) => one.in === part.id);
  switch (part.kind) {
    case "reflection":
      return under(`### ${part.title}`, textOf(entryOf(entries, module, "reflection", part.id)));
    case "artefact":
      return join(
        part.title,
        inside.flatMap((one) => under(`#### ${one.title}`, textOf(entryOf(entries, module, "part", one.id)))),
      );
    case "checklist":
      return join(part.title, criteria(inside, module, entries));
    default:
      return [];
  }
}

function criteria(parts: Part[], module: string, entries: Entries): string[] {
  const kept = parts.map((part) => ({ part, entry: entryOf(entries, module, "criterion", part.id) }));
  if (!kept.some(({ entry }) => entry?.ticked || entry?.evidence)) return [];
  const lines = kept.map(({ part, entry }) => {
    const evidence = entry?.evidence ? ` ${say(written.evidence, { evidence: entry.evidence })}` : "";
    return `- [${entry?.ticked ? "x" : " "}] ${part.title}${evidence}`;
  });
  return [lines.join("\n")];
}

function under(heading: string, text: string): string[] {
  return text.trim() ? [heading, text.trim()] : [];
}

function join(title: string, body: string[]): string[] {
  return body.length ? [`### ${title}`, ...body] : [];
}
