/** Says that a newer build of the course is there; it comes when the learner takes it, or with the next visit. */

import { offline as text } from "@messages";
import type { Workbox } from "workbox-window";
import { button, el } from "./dom";

export function offerVersion(workbox: Workbox): void {
  if (document.querySelector(".new-version")) return;
  const take = button(text.take, "new-version__take", () => void use(workbox));
  const later = button(text.later, "new-version__later", () => {
    box.remove();
    before?.focus({ preventScroll: true });
  });
  const box = el("section", { class: "new-version", role: "status" });
  let before = document.querySelector<HTMLElement>("main h1");
  if (before) before.tabIndex = -1;
  box.addEventListener("focusin", ({ relatedTarget: left }) => {
    if (left instanceof HTMLElement && !box.contains(left)) before = left;
  });
  document.body.append(box);
  // Filled when it is in the page: only then is it announced.
  requestAnimationFrame(() => box.append(el("p", {}, text.version), el("p", {}, take, " ", later)));
}

async function use(workbox: Workbox): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration?.waiting) return location.reload(); // another tab has taken it
  workbox.addEventListener("controlling", () => location.reload());
  workbox.messageSkipWaiting();
}
