"""`quick-checks` and each `quick-check`: a question, and an answer that opens."""

from xml.etree.ElementTree import Element

from mkdocs_course.blocks.base import CourseBlock, add
from mkdocs_course.messages import text
from mkdocs_course.options import ID, OUTCOMES
from mkdocs_course.spec import Spec


class QuickChecks(CourseBlock):
    """A group of questions with its count."""

    NAME = "quick-checks"
    SPEC = Spec(title=True, child="quick-check")

    def open(self, parent: Element) -> Element:
        self.inside = root = add(parent, "quick-checks", "quick-checks")
        self.heading(root, "h3", "quick-checks__title")
        count = sum(child.name == "quick-check" for child in self.source.children)
        add(root, "p", "quick-checks__count", text("page.quick-checks.count", count=count))
        return root


class QuickCheck(CourseBlock):
    """A question as title, the answer as body."""

    NAME = "quick-check"
    SPEC = Spec(
        title=True, parent="quick-checks", options={"id": ID, "outcomes": OUTCOMES}, kind="check"
    )

    def open(self, parent: Element) -> Element:
        element = add(parent, "quick-check")
        details = self.root(element, "details", "quick-check")
        self.name(details, "summary")
        self.inside = add(details, "div", "quick-check__answer")
        return element
