/** The runtime's bundle: small, so that a start is under way while the rest of the lab comes in. */

import { newRuntime } from "./lab/lab-files";
import "./lab/shared-runtime";

globalThis.courseRuntime ??= newRuntime() ?? undefined;
globalThis.courseRuntime?.start().catch(() => undefined); // the lab asks again, and hears
