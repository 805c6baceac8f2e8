/** The progress page: every page's elements, and the desk. One bundle, so that there is one store. */

import "./site";
import { CourseProgress } from "./elements/course-progress";
import { afterFirstPaint } from "./lib/first-paint";
import { whenReady } from "./lib/slots";

afterFirstPaint(() => whenReady(() => CourseProgress.define()));
