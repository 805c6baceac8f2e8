/** How times and sizes are written. */

/** Microseconds as seconds: 1310000 → "1.310". */
export function seconds(us: number): string {
  return (us / 1e6).toFixed(3);
}

/** A span of microseconds: "290 ms", or "1.48 s" from one second on. */
export function span(us: number): string {
  return us < 1e6 ? `${Math.round(us / 1000)} ms` : `${(us / 1e6).toFixed(2)} s`;
}

export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
