/**
 * Keeps the course on the device. Every page and what it loads is fetched when this worker is installed, and checked: a
 * file that is not of this build fails the installation. A lab's files are, too, where the learner wants them kept; else they
 * are kept when a lab first asks for them, if they are what was built: a host's wrong answer is not kept.
 *
 * A new build waits until the learner takes it or closes the course. What pages of the old build may still load stays
 * until the last of them is closed, so that no page ever meets the script of another build.
 */

import { PrecacheController, type PrecacheEntry, PrecacheRoute } from "workbox-precaching";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst } from "workbox-strategies";
import { keepFiles } from "../lib/keep-files";
import { sha256 } from "../lib/sha256";
import { OldPages } from "./old-pages";

declare const self: ServiceWorkerGlobalScope & {
  __COURSE_FILES: PrecacheEntry[];
  /** Address to digest. */
  __COURSE_LAB: Record<string, string>;
};

const START_MS = 2000; // many times what a start takes

// One origin may hold several courses.
const PAGES = `course-pages:${self.registration.scope}`;
const LAB = `course-lab:${self.registration.scope}`;
/** It is there, and empty, where the learner wants the labs kept (`lib/lab-cache.ts`). */
const WISH = `course-wish:${self.registration.scope}`;
const files = self.__COURSE_FILES;
const lab = new Map(
  Object.entries(self.__COURSE_LAB).map(([url, digest]) => [
    new URL(url, self.registration.scope).href,
    digest,
  ]),
);
const pages = new PrecacheController({ cacheName: PAGES });
pages.addToCacheList(files);
const old = new OldPages(self, tidy);

self.addEventListener("install", (event) => {
  void pages.install(event);
  event.waitUntil(keepLab());
});
self.addEventListener("activate", (event) => event.waitUntil(old.begin().then(() => self.clients.claim())));
self.addEventListener("message", ({ data }) => void (data?.type === "SKIP_WAITING" && self.skipWaiting()));
self.addEventListener(
  "fetch",
  (event) => event.request.mode === "navigate" && event.waitUntil(old.check(event)),
);

// Whatever stands behind the question mark of an address, such as words to mark, the page is the same.
registerRoute(new PrecacheRoute(pages, { ignoreURLParametersMatching: [/./], cleanURLs: false }));
registerRoute(
  ({ url }) => url.pathname.includes("/assets/lab/"),
  new CacheFirst({
    cacheName: LAB,
    plugins: [{ cacheWillUpdate: keepable }],
    fetchOptions: { cache: "no-cache" }, // a wrong answer may have been kept on the way
  }),
);
// What only an old page still asks for: named by its content, so that any copy is the right one.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.includes("/assets/"),
  new CacheFirst({ cacheName: PAGES }),
);
registerRoute(
  ({ request }) => request.mode === "navigate",
  ({ request }) => fetch(request),
);
setCatchHandler(async ({ request }) => {
  const missing = request.mode === "navigate" && (await pages.matchPrecache("404.html"));
  return missing || Response.error();
});

/** Its first page may be opened without a network: what is wanted is here before that, or this build does not come. */
async function keepLab(): Promise<void> {
  if (await caches.has(WISH)) await keepFiles(LAB, lab);
}

/** The start that asked comes first: it has use for every processor. */
async function keepable(asked: { request: Request; response: Response }) {
  await new Promise((resolve) => setTimeout(resolve, START_MS));
  return ofThisBuild(asked);
}

async function ofThisBuild({ request, response }: { request: Request; response: Response }) {
  const right = lab.get(request.url) === (await sha256(await response.clone().arrayBuffer()));
  return right ? response : null;
}

/** Remove what no page of this build loads, and what a worker before this one has kept unseen and is not what was built. */
async function tidy(event: ExtendableEvent): Promise<void> {
  await pages.activate(event);
  const cache = await caches.open(LAB);
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (response && !(await ofThisBuild({ request, response }))) await cache.delete(request);
  }
}
