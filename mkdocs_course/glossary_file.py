"""Read `docs/glossary.md`: a definition list whose term lines are a name, then its other forms."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_course.author_files import text_of, undecoded
from mkdocs_course.course import split
from mkdocs_course.glossary import Glossary, Term, compile_pattern, key, slug
from mkdocs_course.glossary_rules import ENTRY, check
from mkdocs_course.problems import Mistake

BARE = re.compile(r".*\w")


class Keep(Treeprocessor):
    """Hand out the finished tree, which Markdown itself only gives as text."""

    tree = Element("div")

    def run(self, root: Element) -> None:
        self.tree = root


def load(path: Path, folder: Path) -> Glossary:
    """Read the glossary page; `folder` is the docs folder."""
    page = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    if not path.is_file():
        what, expected = f"there is no glossary {page}", "a page with a definition list"
        return Glossary(page, problems=[Mistake(what, str(path.name), expected, ENTRY).at(page, 1)])
    source = text_of(path)
    found = list(entries(source))
    sound = [term for term in reversed(found) if term.id]
    forms = {key(form): term for term in sound for form in term.forms}
    mistakes = [*undecoded(source), *check(found)]
    return Glossary(
        page=page,
        terms={term.id: term for term in sound},
        forms=forms,
        pattern=compile_pattern(forms),
        problems=[mistake.at(page, line + 1) for line, mistake in mistakes],
    )


def entries(source: str) -> Iterator[Term]:
    """Read the definition list: a term line is the canonical name, then its other forms."""
    lines = [line.strip() for line in source.splitlines()]
    line = 0
    for dt, dd in entered(parse(split(source)[1])):
        written = "".join(dt.itertext()).strip()
        forms = tuple(form.strip() for form in written.split(",") if form.strip())
        name = forms[0] if forms else written
        line = lines.index(written, line) if written in lines[line:] else line
        yield Term(slug(name), name, forms, line, without_links(dd))


def entered(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each term with its definition, an empty one if it has none.

    Among the entries a line of its own that ends in no full stop is a term with nothing below it.
    """
    among = False
    for element in tree:
        among = among or element.tag == "dl"
        if element.tag == "dl":
            for first, second in pairwise([*element, Element("end")]):
                if first.tag == "dt":
                    yield first, second if second.tag == "dd" else Element("dd")
        elif among and element.tag == "p" and BARE.fullmatch("".join(element.itertext())):
            yield element, Element("dd")


def parse(body: str) -> Element:
    reader = Markdown(extensions=["def_list"])
    keep = Keep(reader)
    reader.treeprocessors.register(keep, "keep", -10)
    reader.convert(body)
    return keep.tree


def pairs(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each term with its definition."""
    for dl in tree.iter("dl"):
        for first, second in pairwise(dl):
            if (first.tag, second.tag) == ("dt", "dd"):
                yield first, second


def without_links(dd: Element) -> Element:
    """Copy a definition for a tip: a link inside would lead astray from other pages."""
    copy = deepcopy(dd)
    for link in copy.iter("a"):
        link.tag, link.attrib = "span", {}
    copy.tail = None
    return copy
