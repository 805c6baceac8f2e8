"""The glossary's back-references: under each term, links to every section that uses it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from mkdocs_course.kept import Kept
from mkdocs_course.messages import text

MARK = re.compile(r'<dd class="glossary__uses">\[uses of ([\w-]+)\]</dd>')
"""What `trees.list_glossary` leaves in the glossary page until all pages are rendered."""


@dataclass(frozen=True)
class Place:
    """A section that uses a term: the title of its page, its heading, its address."""

    page: str
    section: str
    url: str


def collect(pages: Iterable[Kept], names: Mapping[str, tuple[str, str]]) -> dict[str, list[Place]]:
    """Gather the places of use of every term; `names` gives title and address by path."""
    places: dict[str, dict[Place, None]] = {}
    for page in pages:
        title, url = names[page.path]
        for term, anchor, section in page.uses:
            place = Place(title, section, f"{url}#{anchor}" if anchor else url)
            places.setdefault(term, {})[place] = None
    return {term: list(found) for term, found in places.items()}


def fill(html: str, places: Mapping[str, list[Place]]) -> str:
    """Put the places into the rendered glossary page."""
    return MARK.sub(lambda mark: listing(places.get(mark[1], [])), html)


def listing(places: Iterable[Place]) -> str:
    """Build `Used in: Page: <a>section</a>, <a>section</a>; Page: …`; nothing for a term unused."""
    entry = Element("dd", {"class": "glossary__uses"})
    entry.text = text("page.glossary.uses")
    last: Element | None = None
    page = ""
    for place in places:
        if last is not None:
            last.tail = ", " if place.page == page else "; "
        if place.section and place.page != page:
            append(entry, last, f"{place.page}: ")
        page = place.page
        last = SubElement(entry, "a", {"href": place.url})
        last.text = place.section or place.page
    return tostring(entry, encoding="unicode", method="html") if last is not None else ""


def append(parent: Element, last: Element | None, words: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + words
    else:
        last.tail = (last.tail or "") + words
