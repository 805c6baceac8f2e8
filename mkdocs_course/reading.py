"""Read a page's source: front matter, blocks, every rule. Its tree comes later."""

from collections.abc import Collection, Iterator

from mkdocs_course import rules
from mkdocs_course.author_files import undecoded
from mkdocs_course.course import FRONT_MATTER, MODULE_SCHEMA, OPENING, as_module, split
from mkdocs_course.documents import read
from mkdocs_course.hiding import visible
from mkdocs_course.page import Page, fingerprint
from mkdocs_course.problems import Found, Mistake
from mkdocs_course.references import check
from mkdocs_course.scan import Scan


def read_page(page: Page, source: str, body: str = "", foreign: Collection[str] = ()) -> Scan:
    """Fill a page from its source. All mistakes that the source alone shows are then in `problems`.

    `body` is what a host has left of the source. Its lines are those of the file, counted from the
    bottom.
    """
    page.front, own = split(source)
    body = body or own
    page.lines = body.expandtabs(4).split("\n")
    page.offset = source.rstrip().count("\n") - body.rstrip().count("\n")
    read_front(page, source)
    page.problems += [mistake.at(page.path, line + 1) for line, mistake in undecoded(source)]
    page.visible = list(visible(page.lines))
    scan = Scan(page.lines, page.specs, frozenset(foreign)).run(page.visible)
    page.blocks = scan.blocks
    page.report_all(scan.found)
    for block in page.ours:
        page.report_all(rules.check(block, page.specs, page.lines))
        block.fingerprint = fingerprint(page.lines[block.line : (block.end or block.line) + 1])
    check(page)
    return scan


def read_front(page: Page, source: str) -> None:
    """Read the front matter; it is judged on module pages and on those that say they are one."""
    document, found = read(page.front, MODULE_SCHEMA)
    page.module = as_module(document.data, page.path)
    if page.place is not None and not FRONT_MATTER.match(source):
        page.problems += [mistake.at(page.path, line) for line, mistake in misplaced(source)]
    elif page.place is not None or {"id", "outcomes"} & document.data.keys():
        page.report_front(found)


def misplaced(source: str) -> Iterator[Found]:
    """Find dashes that open no front matter, where they stand or because none closes it."""
    opening = OPENING.match(source)
    example = "---\nid: my-module\nnumber: 1\n---"
    if opening and opening[1]:
        what, expected = "front matter below an empty line is text", "its --- on the first line"
        yield 1, Mistake(what, "", expected, example)
    elif opening:
        expected = "a line of --- below the last name: value"
        yield 1, Mistake("the front matter has no closing ---", "---", expected, example)
