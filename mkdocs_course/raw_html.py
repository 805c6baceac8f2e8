"""Raw HTML is taken out of the text before our blocks are: a tag left open takes some along."""

from collections.abc import Iterator
from re import Match
from xml.etree.ElementTree import Element, tostring

from mkdocs_course.folding import MARKS
from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake

EXPECTED = "each tag closed, and an empty line, before a block opens or ends"
EXAMPLE = "<div>Text.</div>\n\n/// reflection | …\n///"


def release(stash: list[str | Element], page: Page) -> Iterator[Found]:
    """Take the marks of blocks out of raw HTML; report each piece that held some."""
    for place, raw in enumerate(stash):
        text = raw if isinstance(raw, str) else tostring(raw, encoding="unicode")
        first = MARKS.search(text)
        if first:
            stash[place] = MARKS.sub("", text)
            yield swallowed(first, text.lstrip().partition("\n")[0], page)


def swallowed(mark: Match[str], tag: str, page: Page) -> Found:
    """Report raw HTML at its own line, which is the last one before the mark that reads so."""
    block = page.blocks[int(mark["number"])]
    opens = not mark["end"]
    last = block.line if opens else block.end or block.line
    line = next((n for n in range(last, -1, -1) if tag[:4] in page.lines[n]), block.line)
    what = f"“{block.name}” {'stands' if opens else 'ends'} inside HTML"
    return line, Mistake(what, page.lines[line], EXPECTED, EXAMPLE)
