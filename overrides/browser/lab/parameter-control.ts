/** One parameter to be set: a list where it has options, else numbers with their unit and their bounds. */

import { lab } from "@messages";
import { el } from "../lib/dom";
import { say } from "../lib/words";
import { set, write } from "./dom";
import { type Parameter, readValue, written } from "./parameters";
import type { Value } from "./trace";

let made = 0;

const labels: Record<string, string> = lab.parameter;
const options: Record<string, string> = lab.option;

export class ParameterControl {
  readonly element = el("div", { class: "lab-parameter" });
  readonly parameter: Parameter;
  #field: HTMLSelectElement | HTMLInputElement;
  #problem = el("p", { class: "lab-parameter__problem", role: "alert", id: `lab-problem-${++made}` });

  /** `change` is called with values that may stand; others are refused in words, and stay to be mended. */
  constructor(parameter: Parameter, change: (value: Value) => void, label = labelOf(parameter.name)) {
    this.parameter = parameter;
    this.#field = field(parameter);
    this.#field.addEventListener("change", () => {
      const value = readValue(parameter, this.#field.value);
      this.#judge(value !== null);
      if (value !== null) change(value);
    });
    const unit = parameter.unit === "none" ? "" : lab.unit[parameter.unit];
    const start = parameter.live ? "" : lab.tune.from_start;
    const name = el("span", {}, [label, unit && `(${unit})`, start].filter(Boolean).join(" "));
    this.element.append(el("label", { class: "lab-field" }, name, this.#field), this.#problem);
  }

  get value(): string {
    return this.#field.value;
  }

  /** What the learner is typing is not touched, and neither is what could not stand. */
  show(value: Value | undefined): void {
    if (value === undefined || this.#field === document.activeElement || this.#problem.textContent) return;
    this.#write(value);
  }

  /** In the place of whatever stands there. */
  fill(value: Value): void {
    this.#judge(true);
    this.#write(value);
  }

  #write(value: Value): void {
    const text = written(this.parameter, value);
    if (this.#field.value !== text) this.#field.value = text;
  }

  #judge(right: boolean): void {
    const { minimum, maximum, most } = this.parameter;
    const [low, high] = [written(this.parameter, minimum), written(this.parameter, maximum)];
    set(this.#field, "aria-invalid", right ? null : "true");
    set(this.#field, "aria-describedby", right ? null : this.#problem.id);
    write(this.#problem, right ? "" : say(most > 0 ? lab.tune.list : lab.tune.range, { low, high, most }));
  }
}

export function labelOf(name: string): string {
  return labels[name] ?? name;
}

/** Some words of the simulator mean different things for different parameters. */
function optionOf(name: string, value: string): string {
  return options[`${name}.${value}`] ?? options[value] ?? value;
}

function field(parameter: Parameter): HTMLSelectElement | HTMLInputElement {
  if (parameter.most > 0) return el("input", { type: "text", size: 20 });
  if (parameter.options.length === 0) return el("input", { type: "text", inputmode: "decimal", size: 8 });
  const choices = parameter.options.map((value) => el("option", { value }, optionOf(parameter.name, value)));
  return el("select", {}, ...choices);
}
