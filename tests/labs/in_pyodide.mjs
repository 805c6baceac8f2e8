/** Grades tries in Pyodide under Node: argv holds Pyodide's folder and our wheel; stdin and stdout are JSON. */

import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, wheel] = process.argv.slice(2);
// Node would print the whole line that threw, which is all of Pyodide.
process.on("uncaughtException", (error) => {
  writeSync(2, `${error.message}\n`);
  process.exit(1);
});
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: folder });
pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
const door = pyodide.pyimport("labs_py");
door.challenges_json();
const answers = JSON.parse(readFileSync(0, "utf8")).map((each) => {
  const start = performance.now();
  const verdict = JSON.parse(door.grade_json(JSON.stringify(each)));
  return { verdict, ms: performance.now() - start };
});
writeSync(1, JSON.stringify(answers));
