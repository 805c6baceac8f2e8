"""Raw HTML is taken out of the text before our blocks are: a tag left open takes some along."""

from collections import Counter
from collections.abc import Iterator, Sequence
from re import Match
from xml.etree.ElementTree import Element, tostring

from mkdocs_course.folding import MARKS
from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake

EXPECTED = "each tag closed, and an empty line, before a block opens or ends"
EXAMPLE = "<div>Text.</div>\n\n/// reflection | …\n///"


def release(stash: list[str | Element], lines: Sequence[str], page: Page) -> Iterator[Found]:
    """Take the marks of blocks out of raw HTML; report each piece that held some.

    Markdown in HTML loses what follows a tag left open: that is no piece, so marks are counted.
    """
    seen = Counter(MARKS.findall("\n".join(lines)))
    for place, raw in enumerate(stash):
        text = raw if isinstance(raw, str) else tostring(raw, encoding="unicode")
        first = MARKS.search(text)
        if first:
            seen.update(MARKS.findall(text))
            stash[place] = MARKS.sub("", text)
            yield swallowed(first, text.lstrip().partition("\n")[0], page)
    for number, block in enumerate(page.blocks):
        marked = block.name in page.specs and block.end is not None
        if marked and not (seen["", str(number)] and seen["/", str(number)]):
            what = f"“{block.name}” is lost in HTML above it"
            yield block.line, Mistake(what, page.lines[block.line], EXPECTED, EXAMPLE)
            break


def swallowed(mark: Match[str], tag: str, page: Page) -> Found:
    """Report raw HTML at its own line, which is the last one before the mark that reads so."""
    block = page.blocks[int(mark["number"])]
    opens = not mark["end"]
    last = block.line if opens else block.end or block.line
    line = next((n for n in range(last, -1, -1) if tag[:4] in page.lines[n]), block.line)
    what = f"“{block.name}” {'stands' if opens else 'ends'} inside HTML"
    return line, Mistake(what, page.lines[line], EXPECTED, EXAMPLE)
