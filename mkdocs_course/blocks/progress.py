"""`module-progress`, `course-progress` and `outcomes`: how far the learner is."""

from xml.etree.ElementTree import Element

from mkdocs_course.blocks.base import CourseBlock, add
from mkdocs_course.messages import text
from mkdocs_course.spec import Spec


class ModuleProgress(CourseBlock):
    """The control that marks the module complete. The body says what complete means."""

    NAME = "module-progress"

    def open(self, parent: Element) -> Element:
        module = self.page.module.id
        root = add(parent, "module-progress", "module-progress", data_module=module)
        self.inside = add(root, "div", "module-progress__criterion")
        return root


class CourseProgress(CourseBlock):
    """The desk of the whole course: what is done, what is due, export, import, reset. No body."""

    NAME = "course-progress"
    SPEC = Spec(body=False)

    def open(self, parent: Element) -> Element:
        self.inside = root = add(parent, "course-progress", "course-progress")
        add(add(root, "noscript"), "p", "", text("page.progress.noscript"))
        return root


class Outcomes(CourseBlock):
    """What the learner will be able to do, from the front matter. No options, no body."""

    NAME = "outcomes"
    SPEC = Spec(body=False)

    def open(self, parent: Element) -> Element:
        self.inside = root = add(parent, "course-outcomes", "outcomes")
        outcomes = add(root, "ol")
        for name, sentence in self.page.module.outcomes.items():
            item = add(outcomes, "li", "outcome", data_outcome=name)
            add(item, "span", "outcome__text", sentence)
        return root
