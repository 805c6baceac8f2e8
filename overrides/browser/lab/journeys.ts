/** Where every message is, and when: the legs of each journey. */

export type Place = "api" | "handler" | "store" | "queue" | "projector" | "view";

/** A stay has the same place twice. */
export interface Leg {
  from: Place;
  to: Place;
  start: number;
  end: number;
}

export interface Journey {
  id: string;
  /** `lost`: a message that goes no further: dropped, parked, or gone with a projector that died. */
  kind: "command" | "refused" | "ack" | "event" | "copy" | "lost";
  label: string;
  own: boolean;
  partition: number;
  /** Order within the partition; 0 outside the queue. */
  offset: number;
  start: number;
  end: number;
  legs: Leg[];
}

/** Journeys by their start are grouped, so that whole groups that are over need not be looked at. */
const GROUP = 64;

export class Journeys {
  /** When the last journey is over. */
  end = 0;
  #all: Journey[] = [];
  /** For each group of `#all`, when its last journey is over. */
  #ends: number[] = [];
  #open = new Map<string, { journey: Journey; group: number }>();

  /** The journeys that are under way at an instant, by their start. */
  during(at: number): Journey[] {
    const found: Journey[] = [];
    for (let group = 0; group < this.#ends.length; group++) {
      if ((this.#all[group * GROUP]?.start ?? 0) > at) break;
      if ((this.#ends[group] ?? 0) <= at) continue;
      for (const journey of this.#all.slice(group * GROUP, (group + 1) * GROUP)) {
        if (journey.start <= at && at < journey.end) found.push(journey);
      }
    }
    return found;
  }

  /** The journey of that name, if it is not over. */
  get(id: string): Journey | undefined {
    return this.#open.get(id)?.journey;
  }

  /** Journeys begin in the order of their time. */
  begin(given: Pick<Journey, "id" | "kind" | "label" | "own" | "partition" | "start">): void {
    const journey = { ...given, offset: 0, end: given.start, legs: [] };
    this.#open.set(given.id, { journey, group: Math.floor(this.#all.length / GROUP) });
    this.#all.push(journey);
  }

  stay(id: string, place: Place, end: number): void {
    this.hop(id, place, place, end);
  }

  hop(id: string, from: Place, to: Place, end: number): void {
    const known = this.#open.get(id);
    if (!known) return;
    const { journey, group } = known;
    journey.legs.push({ from, to, start: journey.end, end });
    journey.end = end;
    this.#ends[group] = Math.max(this.#ends[group] ?? 0, end);
    this.end = Math.max(this.end, end);
  }

  /** Nothing follows. */
  close(id: string): void {
    this.#open.delete(id);
  }
}
