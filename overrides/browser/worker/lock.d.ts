/** What the build puts into the worker, and so binds to it. */

/** Pyodide's lock file with our wheel in it. */
declare module "@lock" {
  const lock: import("pyodide").Lockfile;
  export default lock;
}

/** Pyodide's own header of the snapshot. */
declare module "@head" {
  const head: Uint8Array;
  export default head;
}
