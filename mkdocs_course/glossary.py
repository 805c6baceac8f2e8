"""The glossary, from its one source: the definition list in `docs/glossary.md`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mkdocs_course.problems import Problem

ACRONYM = re.compile(r"[A-Z0-9+-]*[A-Z]{2,}[A-Z0-9+-]*")


NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class Term:
    """One entry: its name, all its forms, and its definition, a `<dd>`."""

    id: str
    name: str
    forms: tuple[str, ...]
    line: int
    definition: Element = field(repr=False, compare=False)


@dataclass(frozen=True)
class Glossary:
    """All terms, and one pattern that finds their forms; `page` is the path under docs."""

    page: str = "glossary.md"
    terms: Mapping[str, Term] = field(default_factory=dict)
    forms: Mapping[str, Term] = field(default_factory=dict)
    pattern: re.Pattern[str] = NOTHING
    problems: Sequence[Problem] = ()

    def find(self, form: str) -> Term | None:
        """Return the term a form belongs to; acronyms count as written, all else in any case."""
        form = " ".join(form.split())
        return self.forms.get(form) or self.forms.get(form.lower())


def slug(name: str) -> str:
    """Return a term's id: its letters and digits, of whatever script, joined by hyphens."""
    bare = unicodedata.normalize("NFC", name).lower().replace("'", "").replace("’", "")
    return re.sub(r"[\W_]+", "-", bare).strip("-")


def key(form: str) -> str:
    return form if ACRONYM.fullmatch(form) else form.lower()


def compile_pattern(forms: Mapping[str, Term]) -> re.Pattern[str]:
    """One alternation, longest form first, by first letter so that most words fail at once."""
    if not forms:
        return NOTHING
    by_letter: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        by_letter.setdefault(form[0].lower(), []).append(form)
    groups = (group(letter, rest) for letter, rest in by_letter.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])")


def group(letter: str, forms: Sequence[str]) -> str:
    """`[qQ](?:(?i:ueue))`: one letter decides, then the forms that begin with it."""
    tails = [re.escape(form[1:]).replace(r"\ ", r"\s+") for form in forms]
    folded = [
        tail if ACRONYM.fullmatch(form) else f"(?i:{tail})"
        for form, tail in zip(forms, tails, strict=True)
    ]
    return f"[{re.escape(letter)}{re.escape(letter.upper())}](?:{'|'.join(folded)})"
