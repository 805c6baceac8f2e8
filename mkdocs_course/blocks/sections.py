"""`failure-mode`, `worked-example`, `mental-model`: titled prose, with a lab or a picture."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown

from mkdocs_course.blocks.base import CourseBlock
from mkdocs_course.messages import text
from mkdocs_course.options import ID, LAB, STATE
from mkdocs_course.spec import Spec

BOLD = re.compile(r"\s*(\*\*|__|<(b|strong)>)\S")
EXAMPLE = "1. **Service** hands work over.\n2. **Queue** keeps it."


class Section(CourseBlock):
    """A section with a heading, the prose, and a link to its lab."""

    def open(self, parent: Element) -> Element:
        self.inside = section = self.root(parent, "section", self.NAME)
        section.set("aria-labelledby", self.title_id)
        self.heading(section, "h3", f"{self.NAME}__title")
        return section

    def close(self, root: Element, _: Markdown) -> None:
        self.lab_link(root, text(f"page.lab-link.{self.NAME}"))


class FailureMode(Section):
    """A way this goes wrong. `lab` names a lab of the page that lets the learner cause it."""

    NAME = "failure-mode"
    SPEC = Spec(title=True, options={"id": ID, "lab": LAB, "state": STATE})


class WorkedExample(Section):
    """A story told to its end. `lab` names a lab of the page where it can be tried."""

    NAME = "worked-example"
    SPEC = Spec(title=True, options={"id": ID, "lab": LAB, "state": STATE})


class MentalModel(CourseBlock):
    """An ordered list, drawn as a flow, each item opening with a bold name; then prose."""

    NAME = "mental-model"
    SPEC = Spec(title=True, options={"id": ID})

    def open(self, parent: Element) -> Element:
        self.inside = figure = self.root(parent, "figure", "mental-model")
        figure.set("aria-labelledby", self.title_id)
        self.heading(figure, "figcaption", "mental-model__title")
        return figure

    def close(self, root: Element, _: Markdown) -> None:
        flow = root.find("ol")
        if flow is None:
            self.wrong("“mental-model” has no ordered list", "a list with numbers", EXAMPLE)
            return
        flow.set("class", "mental-model__flow")
        for place, item in enumerate(flow, 1):
            if not BOLD.match("".join(item.itertext())):
                what = f"item {place} of this “mental-model” has no name"
                self.wrong(what, "a bold name that opens each item", EXAMPLE)
