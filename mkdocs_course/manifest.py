"""What the page tells the browser: the `course-data` island (docs/project/contracts.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mkdocs_course.course import Course
from mkdocs_course.kept import RECORDED, Kept
from mkdocs_course.messages import titles

TRUST = "how-we-know.md"
"""The page that a lab leads to from "How we know this is right", if the course has it."""


@dataclass
class Manifest:
    """The whole course, computed once per build however many pages there are.

    `pages` are the rendered pages by path, `urls` their addresses from the root of the site.
    """

    course: Course
    lab: Mapping[str, Any]
    pages: dict[str, Kept] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)

    def island(self, path: str, base: str) -> dict[str, Any]:
        """Return the data of one page; `base` leads from it to the root of the site."""
        page, here = self.pages.get(path), None
        if page and page.module:
            here = {"id": page.module, "fingerprint": page.fingerprint}
        desk = page is not None and page.desk
        tasks = {"challenge": titles("lab.challenge"), "guess": titles("lab.predict.questions")}
        return {
            "course": {"id": self.course.id, "title": self.course.title},
            "base": base,
            "module": here,
            "desk": desk,
            "modules": self.modules_with_parts if desk else self.modules,
            "renamed": self.renamed,
            "lab": self.lab,
            **({"tasks": tasks} if desk else {}),
            "trust": self.urls.get(TRUST),
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
            entry | {"parts": page.parts if page else []}
            for entry, page in zip(self.modules, pages, strict=True)
        ]

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Return the renames of all blocks and modules, as keys of the learner record."""
        blocks = {old: new for page in self.pages.values() for old, new in page.renamed.items()}
        return blocks | {old: blocks.get(new, new) for old, new in self.moved()}

    def moved(self) -> Iterator[tuple[str, str]]:
        """Yield each key of a module that was renamed, and the key in its place."""
        for old, new in self.course.renamed.items():
            for kind in ("module", "place"):
                yield f"{old}/{kind}/{old}", f"{new}/{kind}/{new}"
            for name in (self.course.recorded or {}).get(old, ()):
                if name.split("/")[0] in RECORDED:
                    yield f"{old}/{name}", f"{new}/{name}"
