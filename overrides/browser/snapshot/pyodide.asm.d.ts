/** Pyodide's compiled half, which has no types of its own: what `createPyodideModule` of loadPyodide's options takes. */

declare module "pyodide/pyodide.asm.mjs" {
  import type { PyodideConfig } from "pyodide";

  export type CreatePyodide = NonNullable<NonNullable<PyodideConfig>["createPyodideModule"]>;
  const createPyodide: CreatePyodide;
  export default createPyodide;
}
