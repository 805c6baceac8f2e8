"""The page being converted: what is known before its tree is built, what is found on the way."""

import hashlib
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_course.course import Course, Module
from mkdocs_course.glossary import Glossary, Term
from mkdocs_course.problems import Found, Mistake, Problem
from mkdocs_course.source import Source
from mkdocs_course.spec import Spec


@dataclass(frozen=True)
class Use:
    """A term marked on a page, in a section (anchor and heading, empty above the first)."""

    term: Term
    anchor: str
    section: str


@dataclass
class Page:
    """`front` is the text of the front matter, `offset` counts the lines before `lines`.

    `visible` are the lines in no code fence and no comment, with their places in `lines`.
    """

    path: str = ""
    course: Course = field(default_factory=Course)
    glossary: Glossary = field(default_factory=Glossary)
    specs: Mapping[str, Spec] = field(default_factory=dict)
    module: Module = field(default_factory=lambda: Module(id="", title=""))
    front: str = ""
    lines: Sequence[str] = ()
    visible: Sequence[tuple[int, str]] = ()
    offset: int = 0
    blocks: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

    @property
    def place(self) -> int | None:
        """Return the module's place in the course, from 0; None when it is not in it."""
        return self.course.place(self.path)

    @property
    def ours(self) -> list[Source]:
        """Return the blocks this project knows, in reading order."""
        return [block for block in self.blocks if block.name in self.specs]

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.lines)

    def kind(self, block: Source) -> str:
        """Name what a block is in the learner record and in the ledger of ids."""
        return self.specs[block.name].kind or block.name

    def report(self, line: int, mistake: Mistake) -> None:
        """Note a mistake at a line of `lines`, counted from 0."""
        self.problems.append(mistake.at(self.path, self.offset + line + 1))

    def report_all(self, found: Iterable[Found]) -> None:
        for line, mistake in found:
            self.report(line, mistake)

    def report_front(self, found: Iterable[Found]) -> None:
        """Note mistakes of the front matter, whose first line is the file's second."""
        self.problems += [mistake.at(self.path, line + 2) for line, mistake in found]

    def link(self, target: str) -> str:
        """Return the link from this page to another file of the docs folder."""
        return posixpath.relpath(target, posixpath.dirname(self.path) or ".")


def fingerprint(lines: Sequence[str]) -> str:
    """Return the first 8 hex digits of the SHA-256 of a source, runs of white space folded."""
    folded = " ".join(" ".join(lines).split())
    return hashlib.sha256(folded.encode()).hexdigest()[:8]
