"""Read a page's source: front matter, blocks, every rule. Its tree comes later."""

from collections.abc import Collection

from mkdocs_course import rules
from mkdocs_course.course import as_module, split
from mkdocs_course.documents import read
from mkdocs_course.page import Page, fingerprint
from mkdocs_course.references import check
from mkdocs_course.scan import Scan
from mkdocs_course.source import visible


def read_page(page: Page, source: str, body: str = "", foreign: Collection[str] = ()) -> Scan:
    """Fill a page from its source. All mistakes that the source alone shows are then in `problems`.

    `body` is what a host has left of the source. Its lines are those of the file, counted from the
    bottom.
    """
    page.front, own = split(source)
    body = body or own
    page.lines = body.expandtabs(4).split("\n")
    page.offset = source.rstrip().count("\n") - body.rstrip().count("\n")
    read_front(page)
    page.visible = list(visible(page.lines))
    scan = Scan(page.lines, page.specs, frozenset(foreign)).run(page.visible)
    page.blocks = scan.blocks
    page.report_all(scan.found)
    for block in page.ours:
        page.report_all(rules.check(block, page.specs, page.lines))
        block.fingerprint = fingerprint(page.lines[block.line : (block.end or block.line) + 1])
    check(page)
    return scan


def read_front(page: Page) -> None:
    """Read the front matter; it is judged on module pages and on those that say they are one."""
    document, found = read(page.front, "front-matter.v1.json")
    page.module = as_module(document.data, page.path)
    if page.place is not None or {"id", "outcomes"} & document.data.keys():
        page.report_front(found)
