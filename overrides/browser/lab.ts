/** The lab's bundle: loaded, after the runtime's, when a learner presses Start. */

import { LabView } from "./lab/lab-view";

LabView.define();
