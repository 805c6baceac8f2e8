"""`reflection`, and `artefact` with its `part`s: places where the learner writes."""

from xml.etree.ElementTree import Element

from markdown import Markdown

from mkdocs_course.blocks.base import CourseBlock, add, gather
from mkdocs_course.options import ID, OUTCOMES
from mkdocs_course.spec import Spec


class Reflection(CourseBlock):
    """A private text. The body is the prompt."""

    NAME = "reflection"
    SPEC = Spec(title=True, options={"id": ID, "outcomes": OUTCOMES})

    def open(self, parent: Element) -> Element:
        root = self.root(parent, "course-reflection", "reflection")
        self.heading(root, "h3", "reflection__title")
        self.inside = add(root, "div", "reflection__prompt")
        return root


class Artefact(CourseBlock):
    """A document the learner makes, in parts. The prose before the parts is the brief."""

    NAME = "artefact"
    SPEC = Spec(title=True, child="part", gathers=True, options={"id": ID, "outcomes": OUTCOMES})

    def open(self, parent: Element) -> Element:
        root = self.root(parent, "course-artefact", "artefact")
        self.heading(root, "h3", "artefact__title")
        self.inside = add(root, "div", "artefact__brief")
        return root

    def close(self, root: Element, _: Markdown) -> None:
        gather(self.inside, "part", add(root, "ol", "artefact__parts"))


class Part(CourseBlock):
    """One part of an artefact. The body is a hint."""

    NAME = "part"
    SPEC = Spec(title=True, parent="artefact", options={"id": ID})

    def open(self, parent: Element) -> Element:
        item = self.root(parent, "li", "part")
        self.heading(item, "h4", "part__name")
        self.inside = add(item, "div", "part__hint")
        return item
