/** The lab bundle: loaded when a learner presses Start. */

import { LabView } from "./lab/lab-view";

LabView.define();
