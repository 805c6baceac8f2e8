"""The rules of a whole page: ids are unique, and what a block or a link names is there."""

import re
from collections.abc import Iterator

from mkdocs_course import ledger, outline
from mkdocs_course.documents import Document
from mkdocs_course.hiding import NOTE, left_open
from mkdocs_course.lab_states import read_states
from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake, nearest, one_of
from mkdocs_course.source import Source

TERM_LINK = re.compile(r"\]\(term:([^)\s]*)\)")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def check(page: Page) -> None:
    """Check a page whose blocks have been read."""
    for rule in (hidden, unique, outcomes, labs, states, terms):
        page.report_all(rule(page))
    if page.place is not None:
        page.report_all(outline.sections(page))
        page.report_all(outline.blocks(page))
        page.report_front(prerequisites(page))
        if page.module.id:
            ledger.check(page)


def hidden(page: Page) -> Iterator[Found]:
    """Find fences and comments that hide what follows, up to the end of another one or for good."""
    for number, mark in left_open(page.lines):
        what = f"this {'comment' if mark == NOTE else 'code'} is left open"
        closer, line = "-->" if mark == NOTE else mark, page.lines[number]
        expected = f"a line with {closer} below, before another one opens"
        yield number, Mistake(what, line, expected, f"{line}\n…\n{closer}")


def unique(page: Page) -> Iterator[Found]:
    first: dict[str, int] = {}
    for block in page.ours:
        if block.id and first.setdefault(block.id, block.line) != block.line:
            line, _ = block.written["id"]
            there = page.offset + first[block.id] + 1
            what, expected = (
                f"the id “{block.id}” is taken",
                f"an id of its own: line {there} has it",
            )
            yield line, Mistake(what, page.lines[line], expected, f"id: {block.id}-2")


def outcomes(page: Page) -> Iterator[Found]:
    known = page.module.outcomes
    if page.place is not None and not known:
        return  # the front matter has none: that is the mistake, and it is reported
    for block in page.ours:
        for name in block.outcomes:
            if name not in known:
                line, _ = block.written["outcomes"]
                example = f"outcomes: {nearest(known, name) or 'choose'}"
                what = f"the front matter has no outcome “{name}”"
                yield line, Mistake(what, page.lines[line], one_of(known, name), example)


def labs(page: Page) -> Iterator[Found]:
    known = [block.id for block in page.ours if block.name == "lab"]
    for block in page.ours:
        name = block.text("lab")
        if name and name not in known:
            line, _ = block.written["lab"]
            what = f"this page has no lab “{name}”"
            example = f"lab: {nearest(known, name) or 'first-order'}"
            yield line, Mistake(what, page.lines[line], one_of(known, name), example)


def states(page: Page) -> Iterator[Found]:
    """Find links to a state of a lab that the lab does not have."""
    known = {block.id: states_of(page, block) for block in page.ours if block.name == "lab"}
    for block in page.ours:
        lab, name = block.text("lab"), block.text("state")
        if name and lab in known and name not in known[lab]:
            line, _ = block.written["state"]
            what = f"the lab “{lab}” has no state “{name}”"
            example = f"state: {nearest(known[lab], name) or 'duplicates'}"
            yield line, Mistake(what, page.lines[line], one_of(known[lab], name), example)


def states_of(page: Page, lab: Source) -> list[str]:
    """Read the names of a lab's states; a file that is missing or wrong is told at the lab."""
    name = lab.text("states")
    path = page.course.folder / "labs" / name
    try:
        return list(read_states(path)) if name else []
    except (OSError, ValueError):
        return []


def terms(page: Page) -> Iterator[Found]:
    known = page.glossary.terms
    for line, written in page.visible:
        for match in TERM_LINK.finditer(CODE.sub("", written)) if "](term:" in written else ():
            if match[1] and match[1] not in known:
                what = f"the glossary has no term “{match[1]}”"
                example = f"[…](term:{nearest(known, match[1]) or 'read-model'})"
                yield line, Mistake(what, written, one_of(known, match[1]), example)


def prerequisites(page: Page) -> Iterator[Found]:
    known = {module.id for module in page.course.modules}
    for place, name in enumerate(page.module.prerequisites):
        if name not in known:
            document = Document(page.front, {})
            line = document.line(["prerequisites", place])
            what = f"the course has no module “{name}”"
            example = f"prerequisites: [{nearest(known, name)}]"
            yield line, Mistake(what, document.fragment(line), one_of(known, name), example)
