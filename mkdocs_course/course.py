"""The course: its modules in order, from `course.yml` and the front matter of their pages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs_course.problems import Problem

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
OPENING = re.compile(r"\ufeff?(\s*)---[ \t]*\n")
"""How front matter begins, also where it is not closed or not at the very top."""

MODULE_SCHEMA = "front-matter.v1.json"


@dataclass(frozen=True)
class Module:
    """A module, with a page (a path under the docs folder) or in preparation (`page` empty)."""

    id: str
    title: str
    number: int = 0
    page: str = ""
    about: str = ""
    minutes: int = 0
    outcomes: Mapping[str, str] = field(default_factory=dict)
    prerequisites: Sequence[str] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Course:
    """`folder` is the docs folder: course.yml, pages, labs and ids are looked up there.

    `renamed` are the ids modules had, with the ids they have.
    `recorded` are the ids of ids.yml, `kind/id` by module; None when that file cannot be read.
    """

    folder: Path = Path("docs")
    id: str = ""
    title: str = ""
    modules: Sequence[Module] = ()
    sections: Sequence[str] = ()
    blocks: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    recorded: Mapping[str, Sequence[str]] | None = field(default_factory=dict)

    def place(self, page: str) -> int | None:
        """Return where in the course a page stands, from 0; None when it is no module of it."""
        return self.places.get(page)

    def met(self, module: str) -> list[str]:
        """Return the ids learners may have met in a module, whatever it was called."""
        names = [module, *(old for old, new in self.renamed.items() if new == module)]
        return [id_ for name in names for id_ in (self.recorded or {}).get(name, ())]


class CourseError(ValueError):
    """A course whose problems must be mended before a command can work on it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in sorted(set(problems))))


def split(source: str) -> tuple[str, str]:
    """Cut a page into its front matter (YAML, without the dashes) and its body."""
    match = FRONT_MATTER.match(source)
    return (match[1], source[match.end() :]) if match else ("", source)


def as_module(data: Mapping[str, Any], page: str) -> Module:
    """Build a module from front matter or course.yml; what does not fit is left out."""
    return Module(
        id=text(data.get("id")),
        title=text(data.get("title")),
        number=number(data.get("number")),
        page=page,
        about=text(data.get("summary") or data.get("about")),
        minutes=number(data.get("minutes")),
        outcomes=texts(data.get("outcomes")),
        prerequisites=[str(name) for name in listed(data.get("prerequisites"))],
        renamed=texts(data.get("renamed")),
    )


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def texts(value: object) -> dict[str, str]:
    return {str(k): text(v) for k, v in value.items()} if isinstance(value, dict) else {}
