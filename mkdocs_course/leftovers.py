"""The net under the scan: what is left of blocks in a finished tree, mostly of those in lists."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown

from mkdocs_course.page import Page
from mkdocs_course.problems import Mistake

TEXT = {"p", "li", "dd", "dt", "td", "th"}
SLASHES = re.compile(r"^\s*(/{3,} *[\w-].*)", re.MULTILINE)
EXPECTED = "blocks at the left margin; of ours none stands in a list"
EXAMPLE = "1. One\n2. Two\n\n/// reflection | …\n///"


def report(root: Element, md: Markdown, page: Page) -> None:
    """Report text that still looks like a block, and blocks that pymdownx has left open."""
    unread = list(page.visible)
    for fragment in slashes(root):
        mistake = Mistake("a block was not understood", fragment, EXPECTED, EXAMPLE)
        page.report(take(fragment, unread), mistake)
    # The one look at pymdownx's own stack; it is there when another extension brings blocks.
    if "blocks" in md.parser.blockprocessors:
        processor = cast("Any", md.parser.blockprocessors["blocks"])
        for entry in processor.stack:
            name = entry.block.NAME
            mistake = Mistake(f"block “{name}” is left open", "", EXPECTED, EXAMPLE)
            page.report(take(f"/ {name}", unread), mistake)


def slashes(root: Element) -> Iterator[str]:
    """Yield the lines of text that look like openers, in reading order."""
    for element in root.iter():
        if element.tag in TEXT:
            for text in (element.text, *(child.tail for child in element)):
                yield from SLASHES.findall(text) if text and "///" in text else ()


def twice(root: Element, page: Page) -> None:
    """Report ids that two elements carry; those of two blocks are known from the source."""
    written = Counter(block.id for block in page.ours)
    lines = {block.id: block.written["id"][0] for block in page.ours if block.id}
    for name, count in Counter(element.get("id", "") for element in root.iter()).items():
        if name and count > 1 and written[name] < 2 and written[name.removesuffix("-title")] < 2:
            # A block's id is recorded and had better stay: the other one's place comes first.
            attribute = re.compile(rf"\{{[^{{}}]*#{re.escape(name)}(?![\w-])")
            heading = next((n for n, text in page.visible if attribute.search(text)), None)
            line = lines.get(name, 0) if heading is None else heading
            example = f"id: {name}-2" if heading is None else f"{{#{name}-2}}"
            what = f"the id “{name}” is given twice"
            expected = "an id that no other block, title, heading or term of this page has"
            page.report(line, Mistake(what, page.lines[line], expected, example))


def take(fragment: str, unread: list[tuple[int, str]]) -> int:
    """Take the first line that holds a fragment; return its number, 0 if none does."""
    for place, (number, line) in enumerate(unread):
        if fragment in line:
            del unread[place]
            return number
    return 0
