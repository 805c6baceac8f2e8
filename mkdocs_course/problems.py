"""What an author did wrong: where, what, what was expected, a right example."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`page` is the path under the docs folder, `line` counts from 1 in the file itself."""

    page: str
    line: int
    message: str
    fragment: str
    expected: str
    example: str

    def __str__(self) -> str:
        where = f"{self.page}:{self.line}" if self.page else f"line {self.line}"
        return f"{where}: {spelt(self)}"


@dataclass(eq=False)
class Mistake(Exception):  # noqa: N818 - the author's, not the program's
    """A problem without its place: from code that sees the fragment but not the file."""

    message: str
    fragment: str
    expected: str
    example: str

    def __str__(self) -> str:
        return spelt(self)

    def at(self, page: str, line: int, fragment: str = "") -> Problem:
        """Give the mistake its place."""
        where = shorten(self.fragment or fragment)
        return Problem(page, line, self.message, where, self.expected, self.example)


type Found = tuple[int, Mistake]
"""A mistake and its line, counted from 0 in the text that was read."""


def shorten(fragment: str) -> str:
    """Cut a fragment to what fits on a line."""
    line = " ".join(fragment.split())
    return line if len(line) <= 100 else line[:99] + "…"


def meant(known: Iterable[str], wrong: str) -> str:
    """Return the name that was probably meant; nothing if none is near."""
    return next(iter(difflib.get_close_matches(wrong, sorted(known), n=1)), "")


def nearest(known: Iterable[str], wrong: str) -> str:
    """Return the name that was probably meant, or else the first; nothing if there is none."""
    names = sorted(known)
    return meant(names, wrong) or next(iter(names), "")


def one_of(known: Iterable[str], wrong: str) -> str:
    """List the names that would have been right, the likeliest first."""
    names = sorted(known)
    if likely := meant(names, wrong):
        return f"did you mean “{likely}”? Known: {', '.join(names)}"
    return f"one of: {', '.join(names)}" if names else "none is there yet"


def spelt(said: Problem | Mistake) -> str:
    """Write the message and, indented below it, what was found, what was expected, an example."""
    details = {"found": said.fragment, "expected": said.expected, "example": said.example}
    text = said.message
    for name, detail in details.items():
        if detail:
            text += f"\n    {name + ':':<10}" + detail.replace("\n", "\n" + " " * 14)
    return "\n".join(line.rstrip() for line in text.split("\n"))
