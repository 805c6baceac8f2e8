/** One stroke of any fault, at the next message that passes its place. */

import { lab } from "@messages";
import { button, el } from "../lib/dom";
import { act } from "./interventions";
import { STROKES } from "./parameters";
import type { Session } from "./session";

const names: Record<string, string> = lab.break.stroke;

/** `fault` is ordered at this moment, and time plays on so that it is seen to strike. */
export function strike(session: Session, fault: string): void {
  const { at } = session.clock;
  session.change((scenario) => act(scenario, { at_us: at, kind: "strike", fault }), at, "play");
}

export function strokeControl(session: Session): HTMLElement {
  const list = el("select", {}, ...STROKES.map((value) => el("option", { value }, names[value] ?? value)));
  const label = el("label", { class: "lab-field" }, el("span", {}, lab.break.next), list);
  const hit = button(lab.break.hit, "lab-button", () => strike(session, list.value));
  return el("div", { class: "lab-stroke" }, label, hit);
}
