/** What each station of the pipeline says of itself: the picture and its table use the same words. */

import { lab } from "@messages";
import { say } from "../lib/words";
import type { Place } from "./journeys";
import type { Moment } from "./state-at";

export function captions({ present, rows, events }: Moment): Record<Place, string> {
  const work = (place: Place) => (present[place] > 0 ? lab.pipeline.busy : lab.pipeline.idle);
  const wrong = rows.filter(({ wrongSince }) => wrongSince).length;
  return {
    api: lab.pipeline.api,
    handler: work("handler"),
    store: say(lab.pipeline.events, { count: events }),
    queue: say(lab.pipeline.waiting, { count: present.queue }),
    projector: work("projector"),
    view: wrong ? say(lab.pipeline.wrong, { count: wrong }) : say(lab.pipeline.rows, { count: rows.length }),
  };
}
