/** One polite live region for the whole page: what has just changed, for those who do not see it. */

import { el } from "./dom";

/**
 * Ready the region early: assistive technology only hears regions it has seen empty. Each script of a page has a copy of this
 * module; they share the region.
 */
export function readyToAnnounce(): HTMLElement {
  const made = document.querySelector<HTMLElement>(".course-announcer");
  if (made) return made;
  const region = el("div", { class: "course-announcer visually-hidden", role: "status" });
  document.body.append(region);
  return region;
}

let waiting: string[] = [];

/** What is announced in one go is heard in one go: nothing talks over what was just said. */
export function announce(text: string): void {
  const element = readyToAnnounce();
  // The same words twice in a row would not be a change: an emptied region is.
  element.textContent = "";
  if (waiting.push(text) > 1) return;
  setTimeout(() => {
    element.textContent = waiting.join(" ");
    waiting = [];
  }, 50);
}
