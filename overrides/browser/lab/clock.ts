/** The playhead: a moment of simulated time in microseconds that can be moved, and can run. */

/** A hidden tab stops frames; what was missed is not caught up with a jump. */
const LONGEST_FRAME_MS = 100;

/** Fires `tick` when the moment changes and `state` when it starts, stops or changes speed. */
export class Clock extends EventTarget {
  at = 0;
  end = 0;
  playing = false;
  #speed = 1;
  #frame = 0;
  #last = 0;

  get speed(): number {
    return this.#speed;
  }

  set speed(value: number) {
    this.#speed = value;
    this.dispatchEvent(new Event("state"));
  }

  play(): void {
    if (this.playing) return;
    if (this.at >= this.end) this.seek(0);
    this.playing = true;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(this.#run);
    this.dispatchEvent(new Event("state"));
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    this.dispatchEvent(new Event("state"));
  }

  seek(at: number): void {
    this.at = Math.min(Math.max(0, Math.round(at)), this.end);
    this.dispatchEvent(new Event("tick"));
  }

  #run = (now: number): void => {
    const passed = Math.min(Math.max(0, now - this.#last), LONGEST_FRAME_MS);
    this.#last = now;
    this.seek(this.at + passed * 1000 * this.#speed);
    if (this.at >= this.end) this.pause();
    else if (this.playing) this.#frame = requestAnimationFrame(this.#run);
  };
}
