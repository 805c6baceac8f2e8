"""The net under the scan: blocks that pymdownx passed over or left open, mostly inside lists.

This is the one file that looks at pymdownx's own stack.
"""

import re
from xml.etree.ElementTree import Element

from pymdownx.blocks import BlocksProcessor

from mkdocs_course.page import Page
from mkdocs_course.problems import Mistake

SLASHES = re.compile(r"\s*(/{3,}.*)")
EXPECTED = "blocks at the left margin; of ours none stands in a list"


def report(root: Element, processor: BlocksProcessor, page: Page) -> None:
    """Report what is left of blocks in a finished tree."""
    for element in root.iter():
        if element.tag in {"p", "li", "dd"} and (found := SLASHES.match(element.text or "")):
            line = line_of(found[1].split("\n")[0].strip(), page)
            page.report(line, Mistake("a block was not understood here", found[1], EXPECTED))
    for entry in processor.stack:
        what = f"block “{entry.block.NAME}” is left open"
        page.report(line_of(f"/ {entry.block.NAME}", page), Mistake(what, "", EXPECTED))


def line_of(fragment: str, page: Page) -> int:
    """Return the line that holds a fragment, the first of the page if none does."""
    return next((number for number, line in enumerate(page.lines) if fragment in line), 0)
