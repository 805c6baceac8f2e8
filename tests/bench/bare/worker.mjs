import { loadPyodide } from "./pyodide.mjs";

self.addEventListener("message", async ({ data }) => {
  const pyodide = await loadPyodide({ lockFileURL: new URL("labs-lock.json", location.href).href });
  await pyodide.loadPackage("labs-py", { messageCallback: () => undefined });
  self.postMessage(JSON.parse(pyodide.pyimport("labs_py").run_json(data)).digest);
});
