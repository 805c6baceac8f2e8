"""What hides lines of a page: code fences and HTML comments, from their openers to their ends."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

COMMENT = re.compile(r" {0,3}<!--")
FENCE = re.compile(r"[ >]*(`{3,}|~{3,})([^`]*)")
NOTE = "<!--"


class Stretch(NamedTuple):
    """Lines hidden together, by a `mark` (that of a comment or a fence), or one line in sight."""

    first: int
    last: int
    mark: str = ""


def stretches(lines: Sequence[str]) -> Iterator[Stretch]:
    """Divide a page. What is left open hides nothing."""
    number = 0
    while number < len(lines):
        mark = opened(lines[number])
        last = end(lines, number, mark) if mark else None
        yield Stretch(number, number) if last is None else Stretch(number, last, mark)
        number = (number if last is None else last) + 1


def opened(line: str) -> str:
    """Return the mark of the comment or fence that a line opens; nothing when it opens none."""
    if COMMENT.match(line):
        return NOTE
    fence = FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
    return fence[1] if fence else ""


def end(lines: Sequence[str], start: int, mark: str) -> int | None:
    """Return the line that ends what a line opens."""
    if mark == NOTE:
        return next((n for n in range(start, len(lines)) if "-->" in lines[n]), None)
    closes = re.compile(rf"[ >]*{mark[0]}{{{len(mark)},}} *")
    return next((n for n in range(start + 1, len(lines)) if closes.fullmatch(lines[n])), None)


def visible(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield, with their numbers, the lines that are in no code fence and no HTML comment."""
    for first, _, mark in stretches(lines):
        if not mark:
            yield first, lines[first]


def said(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that say something: not those left empty, no comments."""
    for first, last, mark in stretches(lines):
        if mark == NOTE:
            rest = lines[last].rpartition("-->")[2]
            yield from (last,) if rest.strip() else ()
        else:
            yield from (n for n in range(first, last + 1) if lines[n].strip())


def left_open(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield, with their marks, the lines that open what nothing closes, or the next one's end."""
    for first, last, mark in stretches(lines):
        wanting = mark or opened(lines[first])
        if wanting and (not mark or opens_within(lines[first + 1 : last], mark)):
            yield first, wanting


def opens_within(lines: Sequence[str], mark: str) -> bool:
    """Tell whether code holds another fence's opener, which would close with its own mark."""
    found = (FENCE.fullmatch(line) for line in lines if mark in line)
    return any(fence and fence[1].startswith(mark) and fence[2].strip() for fence in found)
