"""The rules of a whole page: ids are unique, and what a block or a link names is there."""

import re
from collections.abc import Iterator

from mkdocs_course import ledger, outline
from mkdocs_course.documents import Document
from mkdocs_course.page import Page
from mkdocs_course.problems import Found, Mistake, nearest, one_of
from mkdocs_course.source import COMMENT, FENCE

TERM_LINK = re.compile(r"\]\(term:([^)\s]*)\)")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def check(page: Page) -> None:
    """Check a page whose blocks have been read."""
    for rule in (hiding, unique, outcomes, labs, terms):
        page.report_all(rule(page))
    if page.place is not None:
        page.report_all(outline.sections(page))
        page.report_all(outline.blocks(page))
        page.report_front(prerequisites(page))
        if page.module.id:
            ledger.check(page)


def hiding(page: Page) -> Iterator[Found]:
    """Find fences and comments that nothing closes: those that are closed are not in sight."""
    for number, line in page.visible:
        fence = FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
        if fence or COMMENT.match(line):
            what, end = ("code", fence[1]) if fence else ("comment", "-->")
            example = f"{line}\n…\n{end}"
            mistake = Mistake(
                f"this {what} is left open", line, f"a line with {end} below", example
            )
            yield number, mistake


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
