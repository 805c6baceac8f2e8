"""Read `docs/glossary.md`: a definition list whose term lines are a name, then its other forms."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_course.course import split
from mkdocs_course.glossary import Glossary, Term, compile_pattern, key, slug
from mkdocs_course.problems import Mistake


class Keep(Treeprocessor):
    """Hand out the finished tree, which Markdown itself only gives as text."""

    tree = Element("div")

    def run(self, root: Element) -> None:
        self.tree = root


def load(path: Path, folder: Path) -> Glossary:
    """Read the glossary page; `folder` is the docs folder."""
    source = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    page = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    found = list(entries(source))
    forms = {key(form): term for term in reversed(found) for form in term.forms}
    return Glossary(
        page=page,
        terms={term.id: term for term in found},
        forms=forms,
        pattern=compile_pattern(forms),
        problems=[mistake.at(page, line) for line, mistake in clashes(found)],
    )


def entries(source: str) -> Iterator[Term]:
    """Read the definition list: a term line is the canonical name, then its other forms."""
    lines = [line.strip() for line in source.splitlines()]
    for dt, dd in pairs(parse(split(source)[1])):
        written = "".join(dt.itertext()).strip()
        forms = tuple(form.strip() for form in written.split(",") if form.strip())
        line = lines.index(written) + 1 if written in lines else 1
        yield Term(slug(forms[0]), forms[0], forms, line, without_links(dd))


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


def clashes(terms: Sequence[Term]) -> Iterator[tuple[int, Mistake]]:
    """Find forms that two terms share, be it but for hyphens, spaces or a plural s."""
    seen: dict[str, Term] = {}
    for term in terms:
        for form in term.forms:
            bare = re.sub(r"[\s-]", "", form.lower()).removesuffix("s")
            other = seen.setdefault(bare, term)
            if other is not term:
                what = f"“{form}” stands under two terms, “{other.name}” and “{term.name}”"
                expected = "each form under one term, with or without its hyphen"
                example = ", ".join(other.forms)
                yield term.line, Mistake(what, ", ".join(term.forms), expected, example)
