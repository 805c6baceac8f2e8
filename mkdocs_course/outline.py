"""The outline of a module page: the sections and the blocks that course.yml asks for."""

import re
from collections.abc import Iterator

from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake, meant

HEADING = re.compile(r" {0,3}##(?!#) *(.+?) *#* *")
UNDERLINE = re.compile(r"-+ *")
ATTRIBUTES = re.compile(r" *\{:?[^{}]*\} *$")


def headings(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the headings of level 2 with their lines; one may also be underlined."""
    above = ""
    for number, line in page.visible:
        if match := HEADING.fullmatch(ATTRIBUTES.sub("", line)):
            yield number, match[1]
        elif above.strip() and UNDERLINE.fullmatch(line) and page.lines[number - 1] == above:
            yield number - 1, ATTRIBUTES.sub("", above).strip()
        above = line


def sections(page: Page) -> Iterator[Found]:
    """Find the headings a module page must carry and has not, or has out of order.

    A heading may go on after a colon: "Main idea at a glance: CQRS operating path".
    """
    written = list(headings(page))
    at, line = 0, 0
    for wanted in page.course.sections:
        titles = (i for i, (_, title) in enumerate(written) if f"{title}:".startswith(f"{wanted}:"))
        place = next(titles, None)
        if place is not None and place >= at:
            at, line = place + 1, written[place][0]
            continue
        what = f"section “{wanted}” is {'missing' if place is None else 'out of order'}"
        place = likely(wanted, [title for _, title in written]) if place is None else place
        line = written[place][0] if place is not None else line
        found = page.lines[line] if place is not None else ""
        expected = "the sections of course.yml, in their order"
        yield line, Mistake(what, found, expected, f"## {wanted}")


def blocks(page: Page) -> Iterator[Found]:
    """Find the blocks a module page must carry and has not, or has more than once."""
    expected = "each of the blocks of course.yml, once"
    for wanted in page.course.blocks:
        lines = [block.line for block in page.ours if block.name == wanted]
        example = f"/// {wanted}\n///"
        if not lines:
            yield 0, Mistake(f"block “{wanted}” is missing", "", expected, example)
        for line in lines[1:]:
            what = f"block “{wanted}” stands twice"
            yield line, Mistake(what, page.lines[line], expected, example)


def likely(wanted: str, titles: list[str]) -> int | None:
    """Return the place of the heading that was probably meant to be the wanted one."""
    names = [title.partition(":")[0].lower() for title in titles]
    name = meant(names, wanted.lower())
    return names.index(name) if name else None
