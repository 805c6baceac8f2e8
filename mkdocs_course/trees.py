"""What is done to the finished tree: titles are read, tables scroll, the glossary gets entries."""

from collections.abc import Iterable
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.util import STX

from mkdocs_course.blocks.base import add
from mkdocs_course.glossary import Glossary, slug
from mkdocs_course.glossary_file import pairs
from mkdocs_course.messages import text
from mkdocs_course.source import Source


def read_titles(blocks: Iterable[Source], md: Markdown) -> None:
    """Give each block its title as it is read: the text of its heading, without Markdown."""
    for block in blocks:
        heading = block.heading
        if heading is not None and (len(heading) or STX in (heading.text or "")):
            block.title = unescape(strip_tags(render_inner_html(remove_fnrefs(heading), md)))


def wrap_tables(root: Element) -> None:
    """Put each table into a region that scrolls by keyboard, named after its columns."""
    labels: list[str] = []
    for parent in [element for element in root.iter() if element.find("table") is not None]:
        for index, child in enumerate(list(parent)):
            if child.tag == "table":
                parent.remove(child)
                parent.insert(index, scroll(child, labels))


def scroll(table: Element, labels: list[str]) -> Element:
    columns = ", ".join("".join(th.itertext()) for th in table.iter("th"))
    label = text("page.table.label", columns=columns)
    labels.append(label)
    if labels.count(label) > 1:  # regions of one page need different names
        label = f"{label} ({labels.count(label)})"
    region = Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
    region.set("aria-label", label)
    region.append(table)
    region.tail, table.tail = table.tail, None
    return region


def list_glossary(root: Element, glossary: Glossary, *, uses: bool) -> None:
    """Give each term of the glossary page's list an anchor, and a place for its uses."""
    for dl in [dl for dl in root.iter("dl") if not dl.get("class")]:
        entries = list(pairs(dl))
        if not all(name(dt) in glossary.terms for dt, _ in entries):
            continue
        dl.set("class", "glossary")
        dl[:] = []
        for dt, dd in entries:
            term = glossary.terms[name(dt)]
            entry = add(dl, "div", "glossary__entry", id=term.id)
            add(entry, "dt", "", term.name)
            entry.append(dd)
            if uses:
                add(entry, "dd", "glossary__uses", uses_mark(term.id))


def name(dt: Element) -> str:
    """Return the id of the term a `<dt>` defines."""
    return slug("".join(dt.itertext()).split(",")[0])


def uses_mark(term: str) -> str:
    """Return the text that holds the place of a term's uses until all pages are rendered."""
    return f"[uses of {term}]"
