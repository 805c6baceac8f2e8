/** Fetches files into a cache, and looks at each before it is kept. For a page and for the service worker. */

import { sha256 } from "./sha256";

/** What is not there yet of these, address to digest; rejects when one cannot be had or kept, or is not what was built. */
export async function keepFiles(
  name: string,
  files: Iterable<readonly [string, string | undefined]>,
): Promise<void> {
  const cache = await caches.open(name);
  for (const [url, digest] of files)
    if (!(await cache.match(url))) await cache.put(url, await fetched(url, digest));
}

async function fetched(url: string, digest: string | undefined): Promise<Response> {
  const response = await fetch(url, { cache: "no-cache" }); // a wrong answer may have been kept on the way
  if ((await sha256(await response.clone().arrayBuffer())) !== digest)
    throw new Error(`${url} is another file`);
  return response;
}
