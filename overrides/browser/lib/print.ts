/** Prints in full: opens what is folded away, and prints what the learner typed at its whole length. */

import { el } from "./dom";

const folded = ".md-content details:not([open], .text-field__version)";
const typed = ".text-field textarea, .criterion__evidence input";

export function openForPrint(signal: AbortSignal): void {
  // Material opens every answer too: what is open already when it comes is not taken for the learner's doing.
  addEventListener("beforeprint", unfold, { signal, capture: true });
  addEventListener("afterprint", fold, { signal });
}

function unfold(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>(folded)) {
    details.dataset.openedToPrint = "";
    details.open = true;
  }
  for (const stage of document.querySelectorAll<HTMLElement>(".stage[hidden]")) {
    stage.dataset.openedToPrint = "";
    stage.removeAttribute("hidden");
  }
  for (const field of document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(typed)) {
    field.after(el("div", { class: "print-text" }, field.value));
  }
}

function fold(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-opened-to-print]")) {
    if (element instanceof HTMLDetailsElement) element.open = false;
    else element.setAttribute("hidden", "until-found");
    delete element.dataset.openedToPrint;
  }
  for (const copy of document.querySelectorAll(".print-text")) copy.remove();
}
