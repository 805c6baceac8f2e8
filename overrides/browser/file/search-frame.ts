/** The page in which the search worker's script runs on file://: it gives the script what it would meet in a worker. */

const page = parent;
const script = new URL(`../javascripts/workers/${location.hash.slice(1)}`, location.href);

const local = location.protocol === "file:"; // on a host, this page does nothing for whoever frames it

Object.assign(window, {
  postMessage: (data: unknown) => page.postMessage(data, "*"), // a local page has no origin that could be named
  importScripts: loadAll,
  parent: undefined, // a worker has none; asking this one anything would be an error
});

// Whoever opens this page chooses the address: it leads to that script or nowhere.
if (local && /\/workers\/search\.[0-9a-f]+\.min\.js$/.test(script.pathname)) load(script);

/** In a worker this would wait without a promise; Material's script waits for one. */
async function loadAll(...paths: string[]): Promise<void> {
  for (const path of paths) await load(new URL(path, script));
}

function load({ href }: URL): Promise<unknown> {
  const element = Object.assign(document.createElement("script"), { src: href });
  document.head.append(element);
  return new Promise((resolve) => element.addEventListener("load", resolve));
}
