/** A figure over time: what holds from one instant to the next. */

/** Values, each from its instant (µs, ascending) until the next. */
export class Steps {
  readonly at: number[] = [];
  readonly value: number[] = [];

  add(at: number, value: number): void {
    if (value === (this.value.at(-1) ?? 0)) return;
    if (this.at.at(-1) === at) this.value[this.value.length - 1] = value;
    else {
      this.at.push(at);
      this.value.push(value);
    }
  }
}

/** The value at an instant; before the first it is 0. */
export function valueAt({ at, value }: Steps, instant: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) <= instant) low = middle + 1;
    else high = middle;
  }
  return value[low - 1] ?? 0;
}

export interface Peak {
  at: number;
  value: number;
}

/** The first of the highest values. */
export function highest({ at, value }: Steps): Peak {
  let n = 0;
  for (let i = 1; i < value.length; i++) if ((value[i] as number) > (value[n] as number)) n = i;
  return { at: at[n] ?? 0, value: value[n] ?? 0 };
}
