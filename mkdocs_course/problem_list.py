"""The problems of a page at its top, for an author who looks at the page, not at the log."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

from mkdocs_course.blocks.base import add
from mkdocs_course.messages import text
from mkdocs_course.problems import Problem


def render(problems: Sequence[Problem]) -> str:
    """Return the list as HTML; nothing when there is no problem."""
    if not problems:
        return ""
    section = Element("section", {"class": "course-problems", "role": "alert"})
    add(section, "h2", "", text("page.problems.title", count=len(problems)))
    rows = add(section, "ol")
    for problem in problems:
        row(rows, problem)
    return tostring(section, encoding="unicode", method="html")


def row(parent: Element, problem: Problem) -> None:
    item = add(parent, "li")
    add(item, "p", "", f"{problem.page}:{problem.line}: {problem.message}")
    if problem.fragment:
        add(add(item, "pre"), "code", "", problem.fragment)
    if problem.expected:
        add(item, "p", "", text("page.problems.expected") + problem.expected)
    if problem.example:
        add(item, "p", "", text("page.problems.example"))
        add(add(item, "pre"), "code", "", problem.example)
