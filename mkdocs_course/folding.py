"""Take the blocks out of the text that Markdown parses, as fences and raw HTML are taken out of it.

/// reflection | Where?         STX course:3 ETX
    id: where              →    The prompt.          →    STX course:3 ETX
The prompt.                     STX /course:3 ETX
///
                          (mark, before fences)      (fold, after them; the prompt is in `inner`)
"""

import re
from collections.abc import Collection, Sequence

from markdown.util import ETX, STX

from mkdocs_course.page import Page
from mkdocs_course.source import Source

MARK = re.compile(rf"{STX}course:(\d+){ETX}")


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
    """Move the body of each of our blocks into its `inner`; leave one line in its place."""
    folded: list[str] = []
    number = 0
    while number < len(lines):
        opener = MARK.fullmatch(lines[number]) if lines[number].startswith(STX) else None
        if opener:
            end = lines.index(f"{STX}/course:{opener[1]}{ETX}", number)
            inner = fold(lines[number + 1 : end], blocks)
            blocks[int(opener[1])].inner = "\n".join(inner)
            folded += ["", lines[number], ""]
            number = end
        else:
            folded.append(lines[number])
        number += 1
    return folded
