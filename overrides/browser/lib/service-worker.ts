/** Where the service worker is, and how it is asked for: its script is never taken from the browser's cache. */

import { type PageData, urlOf } from "./page-data";

export function serviceWorker(page: PageData): [url: string, options: RegistrationOptions] {
  return [urlOf(page, "service-worker.js"), { updateViaCache: "none" }];
}
