"""The rules of the glossary: every term has an id, a definition, and forms of its own."""

import re
from collections.abc import Iterator, Sequence

from mkdocs_course.glossary import Term
from mkdocs_course.problems import Found, Mistake

ENTRY = "queue, queues\n:   A place where messages wait."


def check(terms: Sequence[Term]) -> Iterator[Found]:
    for term in terms:
        if not "".join(term.definition.itertext()).strip():
            what, expected = f"“{term.name}” has no definition", "a sentence below, after a colon"
            yield term.line, Mistake(what, term.name, expected, ENTRY)
    yield from anchors(terms)
    yield from clashes(terms)


def anchors(terms: Sequence[Term]) -> Iterator[Found]:
    """Find names that leave no id, or one that is taken, once signs are left out."""
    first: dict[str, Term] = {}
    for term in terms:
        other = first.setdefault(term.id, term)
        if not term.id:
            what, expected = f"“{term.name}” has no letter or digit", "a name that has one"
            yield term.line, Mistake(what, term.name, expected, "plus sign, +")
        elif bare(other.name) != bare(term.name):
            what = f"“{other.name}” and “{term.name}” differ in signs alone"
            expected = "another letter or digit: the entry's address is made of these"
            yield term.line, Mistake(what, term.name, expected, "C sharp, C#")


def bare(form: str) -> str:
    return re.sub(r"[\s-]", "", form.lower()).removesuffix("s")


def clashes(terms: Sequence[Term]) -> Iterator[Found]:
    """Find forms that two terms share, be it but for hyphens, spaces or a plural s."""
    seen: dict[str, Term] = {}
    for term in terms:
        for form in term.forms:
            other = seen.setdefault(bare(form), term)
            if other is not term:
                what = f"“{form}” stands under two terms, “{other.name}” and “{term.name}”"
                expected = "each form under one term, with or without its hyphen"
                example = ", ".join(other.forms)
                yield term.line, Mistake(what, ", ".join(term.forms), expected, example)
