/** Says once when the record cannot be kept, or when part of it could not be read: what happened, and what to do. */

import { browser } from "@messages";
import { button, el } from "./dom";
import { downloadRecord } from "./export";
import type { Store } from "./store";

const text = browser.notice;
const said = new Set<string>();

export function notice(store: Store): void {
  const { status, quarantine } = store;
  if (quarantine.used) say("damaged", store);
  if (status === "off" || status === "full" || status === "newer") say(status, store);
}

function say(trouble: "damaged" | "off" | "full" | "newer", store: Store): void {
  if (said.has(trouble)) return;
  said.add(trouble);
  const damaged = trouble === "damaged";
  const box = el("section", { class: "course-notice", role: "alert", "data-trouble": trouble });
  const save = button(text.download, "course-notice__download", () => downloadRecord(store));
  const close = button(text.close, "course-notice__close", () => box.remove());
  box.append(
    el("p", {}, el("strong", {}, text[trouble])),
    el("p", {}, damaged ? text.aside : text.cure),
    el("p", {}, ...(damaged ? [] : [save, " "]), close),
  );
  document.querySelector(".md-content__inner, main, body")?.prepend(box);
}
