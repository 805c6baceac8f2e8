/** Pyodide's lock file with our wheel in it: the build puts it into the worker, and so binds the one to the other. */

declare module "@lock" {
  const lock: import("pyodide").Lockfile;
  export default lock;
}
