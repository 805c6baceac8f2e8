/** On a host that has a service worker: registers it, offers a new version, and keeps the labs when the learner says so. */

import { Workbox } from "workbox-window";
import { KeepOffline } from "./elements/keep-offline";
import { LabCache } from "./lib/lab-cache";
import { offerVersion } from "./lib/new-version";
import { pageData } from "./lib/page-data";
import { serviceWorker } from "./lib/service-worker";

const page = pageData();
const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

async function begin(): Promise<void> {
  if (!page || location.protocol === "file:" || !("serviceWorker" in navigator)) return;
  const workbox = new Workbox(...serviceWorker(page));
  workbox.addEventListener("waiting", () => offerVersion(workbox));
  KeepOffline.define();
  const shown = document.createElement("keep-offline") as KeepOffline;
  document.querySelector("course-progress")?.after(shown);
  // A browser that is to save data gets the course only page by page, unless the learner has kept it before.
  if (!saving || (await navigator.serviceWorker.getRegistration())) await workbox.register();
  await new LabCache(page).renew();
  if (shown.isConnected) await shown.show();
}

/** Without a service worker, or with labs that cannot be fetched now, the course is read as without either. */
function start(): void {
  begin().catch(() => undefined);
}

if (document.readyState === "complete") start();
else addEventListener("load", start, { once: true });
