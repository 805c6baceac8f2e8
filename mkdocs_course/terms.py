"""Mark glossary terms: the first use in each section, and every use marked by hand."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from mkdocs_course.glossary import Term
from mkdocs_course.page import Page, Use

SECTIONS = {"h2", "h3"}
# A tip inside these would be unreadable as code, or an interactive element within another.
SKIPPED = {
    "a",
    "button",
    "code",
    "glossary-term",
    "pre",
    "script",
    "style",
    "summary",
    "svg",
    "textarea",
}
PERMALINK = "headerlink"


class Marker:
    """One walk in reading order, after `toc`: headings keep their ids and entries."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: set[str] = set()
        self.section: tuple[str, str] = ("", "")

    def walk(self, element: Element) -> None:
        if element.tag in SECTIONS:
            self.seen.clear()
            self.section = (element.get("id", ""), heading_text(element))
        if element.get("class") == "recorded-run":
            return
        if element.text and element.tag not in SKIPPED:
            element.text = self.place(element.text, element, 0)
        for child in list(element):
            self.visit(child, element)
            if child.tail and element.tag not in SKIPPED:
                child.tail = self.place(child.tail, element, list(element).index(child) + 1)

    def visit(self, child: Element, parent: Element) -> None:
        if child.get("href", "").startswith("term:"):
            self.by_hand(child, parent.tag in SKIPPED)
        elif child.tag not in SKIPPED:
            self.walk(child)

    def by_hand(self, link: Element, bare: bool) -> None:  # noqa: FBT001 - two callers' words
        """Turn `[shown](term:read-model)` into a term; `[queue](term:)` into plain text."""
        term = self.page.glossary.terms.get(link.attrib.pop("href").removeprefix("term:"))
        if term is None or bare:
            link.tag = "span"
            return
        marked = self.element(term)
        inner = marked[0]
        inner.text, inner[:] = link.text, list(link)
        link.tag, link.text, link[:] = marked.tag, None, [inner]

    def place(self, text: str, parent: Element, index: int) -> str:
        """Insert a text's terms at a place in `parent`; return the text that stays before them."""
        pattern = self.page.glossary.pattern
        before = text
        last: Element | None = None
        for match, term in self.first_uses(pattern, text) if pattern else ():
            marked = self.element(term)
            marked[0].text = match[0]
            marked.tail = text[match.end() :]
            if last is None:
                before = text[: match.start()]
            else:
                last.tail = text[len(text) - len(last.tail or "") : match.start()]
            parent.insert(index, marked)
            last, index = marked, index + 1
        return before

    def first_uses(
        self, pattern: re.Pattern[str], text: str
    ) -> Iterator[tuple[re.Match[str], Term]]:
        for match in pattern.finditer(text):
            term = self.page.glossary.find(match[0])
            if term and term.id not in self.seen:
                yield match, term

    def element(self, term: Term) -> Element:
        """Build the marked term and note the use."""
        self.seen.add(term.id)
        self.page.uses.append(Use(term, *self.section))
        href = f"{self.page.link(self.page.glossary.page)}#{term.id}"
        marked = Element("glossary-term")
        attributes = {"class": "term", "href": href, "aria-describedby": f"term-{term.id}"}
        SubElement(marked, "a", attributes)
        return marked


def heading_text(heading: Element) -> str:
    """Return a heading's text without its permalink."""
    parts = [heading.text or ""]
    for child in heading:
        if child.get("class") != PERMALINK:
            parts += child.itertext()
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
