/** Says that a newer build of the course is there; it comes when the learner takes it, or with the next visit. */

import { offline as text } from "@messages";
import type { Workbox } from "workbox-window";
import { button, el } from "./dom";

export function offerVersion(workbox: Workbox): void {
  if (document.querySelector(".new-version")) return;
  const take = button(text.take, "new-version__take", () => {
    workbox.addEventListener("controlling", () => location.reload());
    workbox.messageSkipWaiting();
  });
  const later = button(text.later, "new-version__later", () => box.remove());
  const box = el("section", { class: "new-version", role: "status" });
  document.body.append(box);
  // Filled when it is in the page: only then is it announced.
  requestAnimationFrame(() => box.append(el("p", {}, text.version), el("p", {}, take, " ", later)));
}
