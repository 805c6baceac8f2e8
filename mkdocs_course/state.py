"""What the extension keeps from page to page, and what a host tells it about the next one."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs_course import course_file, glossary_file
from mkdocs_course.blocks import SPECS
from mkdocs_course.course import Course
from mkdocs_course.glossary import Glossary
from mkdocs_course.page import Page
from mkdocs_course.problems import Problem

log = logging.getLogger("mkdocs_course")


@dataclass(frozen=True)
class Host:
    """What a host (the plugin) knows of the next page.

    Its path under the docs folder, its whole source, and the address of the glossary from there.
    """

    path: str
    source: str
    glossary_url: str


class State:
    """A host sets `host` before each page and reports its problems; else they are logged."""

    def __init__(self, course: str, glossary_page: str, page: str) -> None:
        self.paths = (course, glossary_page)
        self.path = page
        self.host: Host | None = None
        self.page = Page()
        self.logged: set[Problem] = set()

    # Read late: MkDocs makes an extension only to validate its options, before paths are put right.
    @cached_property
    def course(self) -> Course:
        return course_file.load(Path(self.paths[0])) if self.paths[0] else Course()

    @cached_property
    def glossary(self) -> Glossary:
        path = self.paths[1]
        return glossary_file.load(Path(path), self.course.folder) if path else Glossary()

    def begin(self) -> Page:
        """Start the next page."""
        path = self.host.path if self.host else self.path
        self.page = Page(path, self.course, self.glossary, SPECS)
        return self.page

    def end(self) -> None:
        """Log what is wrong, each problem once, where no host does."""
        if self.host is None:
            self.log([*self.course.problems, *self.glossary.problems, *self.page.problems])

    def log(self, problems: Iterable[Problem]) -> None:
        for problem in sorted(set(problems) - self.logged):
            self.logged.add(problem)
            log.error("%s", problem)
