"""The net under the scan: what is left of blocks in a finished tree, mostly of those in lists."""

import re
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown

from mkdocs_course.page import Page
from mkdocs_course.problems import Mistake

SLASHES = re.compile(r"\s*(/{3,} *[\w-].*)")
EXPECTED = "blocks at the left margin; of ours none stands in a list"
EXAMPLE = "1. One\n2. Two\n\n/// reflection | …\n///"


def report(root: Element, md: Markdown, page: Page) -> None:
    """Report text that still looks like a block, and blocks that pymdownx has left open."""
    for element in root.iter():
        if element.tag in {"p", "li", "dd"} and (found := SLASHES.match(element.text or "")):
            fragment = found[1].split("\n")[0].strip()
            mistake = Mistake("a block was not understood", fragment, EXPECTED, EXAMPLE)
            page.report(line_of(fragment, page), mistake)
    # The one look at pymdownx's own stack; it is there when another extension brings blocks.
    if "blocks" in md.parser.blockprocessors:
        processor = cast("Any", md.parser.blockprocessors["blocks"])
        for entry in processor.stack:
            name = entry.block.NAME
            mistake = Mistake(f"block “{name}” is left open", "", EXPECTED, EXAMPLE)
            page.report(line_of(f"/ {name}", page), mistake)


def line_of(fragment: str, page: Page) -> int:
    """Return the line that holds a fragment, the first of the page if none does."""
    return next((number for number, line in enumerate(page.lines) if fragment in line), 0)
