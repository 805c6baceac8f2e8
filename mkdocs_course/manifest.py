"""What the page tells the browser: the `course-data` island (docs/project/contracts.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mkdocs_course.course import Course
from mkdocs_course.page import Page, fingerprint
from mkdocs_course.source import Source

RECORDED = {"check", "checklist", "criterion", "reflection", "artefact", "part", "lab"}
"""The kinds of block that the learner record has entries for; `outcome` comes from front matter."""


@dataclass
class Manifest:
    """The whole course, computed once per build however many pages there are.

    `pages` are the rendered pages by path, `urls` their addresses from the root of the site.
    """

    course: Course
    lab: Mapping[str, Any]
    pages: dict[str, Page] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)

    def island(self, path: str, base: str) -> dict[str, Any]:
        """Return the data of one page; `base` leads from it to the root of the site."""
        page, here = self.pages.get(path), None
        if page and page.place is not None:
            here = {"id": page.module.id, "fingerprint": page.fingerprint}
        desk = page is not None and any(block.name == "course-progress" for block in page.blocks)
        return {
            "course": {"id": self.course.id, "title": self.course.title},
            "base": base,
            "module": here,
            "desk": desk,
            "modules": self.modules_with_parts if desk else self.modules,
            "renamed": self.renamed,
            "lab": self.lab,
        }

    @cached_property
    def modules(self) -> list[dict[str, Any]]:
        return [
            {
                "id": module.id,
                "number": module.number,
                "title": module.title,
                "url": self.urls.get(module.page),
                "fingerprint": page.fingerprint if (page := self.pages.get(module.page)) else None,
            }
            for module in self.course.modules
        ]

    @cached_property
    def modules_with_parts(self) -> list[dict[str, Any]]:
        pages = [self.pages.get(module.page) for module in self.course.modules]
        return [
            entry | {"parts": parts(page) if page else []}
            for entry, page in zip(self.modules, pages, strict=True)
        ]

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Return the renames of all modules, as keys of the learner record."""
        return {
            f"{page.module.id}/{kind}/{old}": f"{page.module.id}/{kind}/{new}"
            for page in self.pages.values()
            if page.place is not None and page.module.renamed
            for kind, new in named(page)
            for old, now in page.module.renamed.items()
            if now == new
        }


def named(page: Page) -> list[tuple[str, str]]:
    blocks = [(page.kind(block), block.id) for block in page.ours if block.id]
    return [*blocks, *(("outcome", name) for name in page.module.outcomes)]


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
