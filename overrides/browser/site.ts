/** Every page: the elements that upgrade what the blocks emit. */

import { CourseChecklist } from "./elements/course-checklist";
import { CourseLab } from "./elements/course-lab";
import { CourseOutcomes } from "./elements/course-outcomes";
import { CoursePage } from "./elements/course-page";
import { CourseArtefact, CourseReflection } from "./elements/course-writing";
import { GlossaryTerm } from "./elements/glossary-term";
import { ModuleProgress } from "./elements/module-progress";
import { ModuleResume } from "./elements/module-resume";
import { OperatingPath } from "./elements/operating-path";
import { QuickCheck } from "./elements/quick-check";
import { QuickChecks } from "./elements/quick-checks";
import { ToggleButton } from "./elements/toggle-button";
import { shortenLinks } from "./lib/addresses";
import { afterFirstPaint, keepingTarget } from "./lib/first-paint";
import { whenReady } from "./lib/slots";

const elements = [
  CoursePage,
  ModuleResume,
  ModuleProgress,
  CourseOutcomes,
  GlossaryTerm,
  OperatingPath,
  CourseChecklist,
  CourseReflection,
  CourseArtefact,
  QuickCheck,
  QuickChecks,
  CourseLab,
  ToggleButton,
];
afterFirstPaint(() =>
  whenReady(() =>
    keepingTarget(() => {
      for (const element of elements) element.define();
      document.documentElement.dataset.course = "ready"; // first-paint.css ends here
    }),
  ),
);
shortenLinks();

// Material turns pages and searches on single letters, wherever the focus is: one slip would end a running lab, and
// speech input types letters (WCAG 2.1.4). Typing them into a field needs no listener.
addEventListener("keydown", (event) => "pn,.fs/".includes(event.key) && event.stopPropagation(), true);
