"""`glossary-terms`: the terms a page uses, each with its definition, which the tips show too."""

from copy import deepcopy
from xml.etree.ElementTree import Element

from mkdocs_course.blocks.base import CourseBlock, add
from mkdocs_course.page import Page
from mkdocs_course.spec import Spec


class GlossaryTerms(CourseBlock):
    """The terms used on this page, filled in when all uses are known. No options, no body."""

    NAME = "glossary-terms"
    SPEC = Spec(body=False)

    def open(self, parent: Element) -> Element:
        self.inside = terms = add(parent, "dl", "glossary-terms")
        return terms


def fill(root: Element, page: Page) -> None:
    """Put the terms used into the block; into a hidden list at the end when the page has none."""
    terms = {use.term.id: use.term for use in page.uses}
    if not terms:
        return
    found = (dl for dl in root.iter("dl") if dl.get("class") == "glossary-terms")
    target = next(found, None)
    if target is None:
        target = add(root, "dl", "glossary-terms", hidden="hidden")
    for term in sorted(terms.values(), key=lambda term: term.name.lower()):
        entry = add(target, "div", id=f"term-{term.id}")
        add(entry, "dt", "", term.name)
        entry.append(deepcopy(term.definition))
