/** Pages opened from disk, before any other script: a storage that all pages of the course share, and a search that runs. */

import { frameWorkers } from "./file/framed-worker";
import { SharedStorage } from "./file/shared-storage";
import type { StandIn } from "./lib/slots";

const here = (document.currentScript as HTMLScriptElement).src;
const course = (document.currentScript as HTMLScriptElement).dataset.course;

const frame = document.createElement("iframe");
frame.hidden = true;
frame.src = new URL("store.html", here).href;

const storage = new SharedStorage(frame, `course:${course}:`);
addEventListener("course:storage", (asked) => {
  (asked as CustomEvent<{ standIn?: StandIn }>).detail.standIn = storage;
});
document.body.append(frame);
frameWorkers(new URL("search.html", here));
