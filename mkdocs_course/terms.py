"""Mark glossary terms: the first use in each section, and every use marked by hand."""

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
BY_HAND = "term:"


class Marker:
    """One walk in reading order; `glossary_url` leads from the page to the glossary."""

    def __init__(self, page: Page, glossary_url: str) -> None:
        self.page = page
        self.url = glossary_url
        self.pattern = page.glossary.pattern
        self.search = self.pattern.search
        self.seen: set[str] = set()
        self.section: tuple[str, str] = ("", "")

    def walk(self, element: Element) -> None:
        if element.tag in SECTIONS:
            self.seen.clear()
            self.section = (element.get("id", ""), heading_text(element))
        if element.text and self.search(element.text):
            element.text = self.place(element.text, element, 0)
        for child in list(element):
            if child.tag in SKIPPED:
                self.skip(child)
            else:
                self.walk(child)
            if child.tail and self.search(child.tail):
                child.tail = self.place(child.tail, element, list(element).index(child) + 1)

    def skip(self, element: Element) -> None:
        """Leave an element as it is, but for marks by hand, which are no links anywhere."""
        if element.get("href", "").startswith(BY_HAND):
            self.by_hand(element)
            return
        for link in element.iter("a"):
            if link.get("href", "").startswith(BY_HAND):
                link.tag, link.attrib = "span", {}

    def by_hand(self, link: Element) -> None:
        """Turn `[shown](term:read-model)` into a term; `[queue](term:)` into plain text."""
        term = self.page.glossary.terms.get(link.attrib.pop("href").removeprefix(BY_HAND))
        if term is None:
            link.tag = "span"
            return
        marked = self.element(term)
        inner = marked[0]
        inner.text, inner[:] = link.text, list(link)
        link.tag, link.text, link[:] = marked.tag, None, [inner]

    def place(self, text: str, parent: Element, index: int) -> str:
        """Insert a text's terms at a place in `parent`; return the text that stays before them."""
        before, done = "", 0
        last: Element | None = None
        for match in self.pattern.finditer(text):
            term = self.page.glossary.find(match[0])
            if term and term.id not in self.seen:
                between = text[done : match.start()]
                if last is None:
                    before = between
                else:
                    last.tail = between
                last, done = self.element(term), match.end()
                last[0].text = match[0]
                parent.insert(index, last)
                index += 1
        if last is None:
            return text
        last.tail = text[done:]
        return before

    def element(self, term: Term) -> Element:
        """Build the marked term and note the use."""
        self.seen.add(term.id)
        self.page.uses.append(Use(term, *self.section))
        href = f"{self.url}#{term.id}"
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
