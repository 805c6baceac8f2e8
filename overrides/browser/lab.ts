/** The lab's bundle: loaded, after the runtime's, when a learner presses Start. Where that failed both are asked for again. */

import { LabView } from "./lab/lab-view";
import { sharedRuntime } from "./lab/shared-runtime";

if (sharedRuntime()) LabView.define();
