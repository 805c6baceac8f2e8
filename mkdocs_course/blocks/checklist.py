"""`checklist` and its `criterion`s: what must hold, with the learner's evidence and a verdict."""

from xml.etree.ElementTree import Element

from markdown import Markdown

from mkdocs_course.blocks.base import CourseBlock, add, drop_empty, gather
from mkdocs_course.options import ID, OUTCOMES, Option, Parser, matching
from mkdocs_course.spec import Spec

VERDICT = Option(
    Parser(matching(r".+"), "the verdict, a sentence", "CQRS is justified here."), required=True
)


class Checklist(CourseBlock):
    """Criteria, and the three verdicts: all hold with evidence, not all are shown, none holds."""

    NAME = "checklist"
    SPEC = Spec(
        title=True,
        child="criterion",
        gathers=True,
        options={
            "id": ID,
            "outcomes": OUTCOMES,
            "justified": VERDICT,
            "unproven": VERDICT,
            "unjustified": VERDICT,
        },
    )

    def open(self, parent: Element) -> Element:
        root = self.root(parent, "course-checklist", "checklist")
        for verdict in ("justified", "unproven", "unjustified"):
            root.set(f"data-{verdict}", self.source.text(verdict))
        self.heading(root, "h3", "checklist__title")
        self.inside = add(root, "div", "checklist__intro")
        return root

    def close(self, root: Element, _: Markdown) -> None:
        gather(self.inside, "criterion", add(root, "ul", "checklist__criteria"))
        drop_empty(root, self.inside)


class Criterion(CourseBlock):
    """One thing that must hold: its name as title, what it means as body."""

    NAME = "criterion"
    SPEC = Spec(title=True, parent="checklist", options={"id": ID})

    def open(self, parent: Element) -> Element:
        item = self.root(parent, "li", "criterion")
        self.name(item, "p", "criterion__name")
        self.inside = add(item, "div", "criterion__body")
        return item
