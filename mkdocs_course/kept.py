"""What is kept of a rendered page until the build ends: little, for it is kept of every page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_course.page import Page, fingerprint
from mkdocs_course.problems import Problem
from mkdocs_course.source import Source

RECORDED = {"check", "checklist", "criterion", "reflection", "artefact", "part", "lab"}
"""The kinds of block that the learner record has entries for; `outcome` comes from front matter."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`module` is the id of a page in the course, else empty; `uses` are term, anchor, heading."""

    path: str
    module: str
    desk: bool
    fingerprint: str
    parts: Sequence[Mapping[str, Any]]
    renamed: Mapping[str, str]
    uses: Sequence[tuple[str, str, str]]
    problems: Sequence[Problem]


def keep(page: Page) -> Kept:
    in_course = page.place is not None
    return Kept(
        path=page.path,
        module=page.module.id if in_course else "",
        desk=any(block.name == "course-progress" for block in page.blocks),
        fingerprint=page.fingerprint,
        parts=parts(page) if in_course else (),
        renamed=renamed(page) if in_course else {},
        uses=[(use.term.id, use.anchor, use.section) for use in page.uses],
        problems=tuple(page.problems),
    )


def renamed(page: Page) -> dict[str, str]:
    """Return the renames of a module, as keys of the learner record."""
    kinds = {block.id: page.kind(block) for block in page.ours if block.id}
    kinds |= dict.fromkeys(page.module.outcomes, "outcome")
    return {
        f"{page.module.id}/{kinds[new]}/{old}": f"{page.module.id}/{kinds[new]}/{new}"
        for old, new in page.module.renamed.items()
        if new in kinds
    }


def parts(page: Page) -> list[dict[str, Any]]:
    """List what the learner record can hold of a page, outcomes first, then in reading order."""
    outcomes = [
        part("outcome", name, sentence, fingerprint([sentence]))
        for name, sentence in page.module.outcomes.items()
    ]
    blocks = [block for block in page.ours if page.kind(block) in RECORDED]
    return outcomes + [described(page.kind(block), block) for block in blocks]


def described(kind: str, block: Source) -> dict[str, Any]:
    outer = block.parent.id if block.parent else ""
    known = part(kind, block.id, block.title, block.fingerprint)
    return known | {"outcomes": list(block.outcomes), "in": outer or None}


def part(kind: str, id_: str, title: str, print_: str) -> dict[str, Any]:
    common = {"kind": kind, "id": id_, "title": title, "fingerprint": print_}
    return common | {"outcomes": [], "in": None}
