"""Take the blocks out of the text that Markdown parses, as fences and raw HTML are taken out of it.

/// reflection | Where?         STX course:3 ETX
    id: where              →    The prompt.          →    STX course:3 ETX
The prompt.                     STX /course:3 ETX
///
                          (mark, before fences)      (fold, after them; the prompt is in `inner`)
"""

import re
from collections.abc import Collection, Sequence
from re import Match

from markdown.util import ETX, STX

from mkdocs_course.page import Page
from mkdocs_course.source import Source

MARKS = re.compile(rf"{STX}(?P<end>/?)course:(?P<number>\d+){ETX}")


def mark(page: Page, sound: Collection[Source], strays: Sequence[int]) -> list[str]:
    """Put numbers in place of the openers and closers of our blocks.

    What is not sound or has no partner is left out: it is reported, and must not swallow what
    follows. Sound blocks of other extensions stay as they are.
    """
    marked = list(page.lines)
    for number, block in enumerate(page.blocks):
        ours, whole = block.name in page.specs, block in sound and block.end is not None
        if ours or not whole:
            marked[block.line : block.body] = [""] * (block.body - block.line)
        if block.end is not None and (ours or not whole):
            marked[block.end] = f"{STX}/course:{number}{ETX}" if whole else ""
        if ours and whole:
            marked[block.line] = f"{STX}course:{number}{ETX}"
    for number in strays:
        marked[number] = ""
    return marked


def fold(lines: Sequence[str], blocks: Sequence[Source]) -> list[str]:
    """Move the body of each of our blocks into its `inner`; leave one line in its place.

    A mark that has lost its partner to raw HTML is dropped.
    """
    folded: list[str] = []
    number = 0
    while number < len(lines):
        found = MARKS.fullmatch(lines[number]) if lines[number].startswith(STX) else None
        end = end_of(found, lines, number) if found else None
        if found and end is not None:
            inner = fold(lines[number + 1 : end], blocks)
            blocks[int(found["number"])].inner = "\n".join(inner)
            folded += ["", lines[number], ""]
            number = end
        elif not found:
            folded.append(lines[number])
        number += 1
    return folded


def end_of(opener: Match[str], lines: Sequence[str], start: int) -> int | None:
    """Return the line that holds the other half of an opener's mark."""
    closer = f"{STX}/course:{opener['number']}{ETX}"
    return next((n for n in range(start + 1, len(lines)) if lines[n] == closer), None)
