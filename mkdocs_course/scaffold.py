"""`python3 -m mkdocs_course new-module <id>`: a page with every section a module must carry."""

import re
from pathlib import Path

import yaml

from mkdocs_course import course_file
from mkdocs_course.course import Course, CourseError, Module
from mkdocs_course.documents import Document, parse
from mkdocs_course.options import KEBAB
from mkdocs_course.problems import Mistake

HEADER = "/// module-header\n///\n"
BODIES = {
    "progress": "/// module-progress\nComplete means that you can explain it to a colleague.\n///",
    "will be able to do": "/// outcomes\n///",
    "glossary": "/// glossary-terms\n///",
    "quick check": """//// quick-checks | Quick check

/// quick-check | What is the one thing to remember?
    id: one-thing
    outcomes: explain

Write the answer here: an example first, then the rule, then its limit.
///
////""",
}
"""What a section holds at first, by a word of its heading."""


def new_module(path: Path, name: str) -> Path:
    """Write the page of a new module and list it in course.yml; return the page.

    A module in preparation with that id becomes a module with a page, in its place.
    """
    course = course_file.load(path)
    if course.problems:
        raise CourseError(course.problems)
    page = f"modules/{name}.md"
    target = path.parent / page
    if not re.fullmatch(KEBAB, name):
        raise Mistake("this is no module id", name, "small letters, digits, hyphens", "resilience")
    if target.exists() or any(module.id == name and module.page for module in course.modules):
        raise Mistake("there is such a module already", name, "another id", f"{name}-2")
    course_yml = listed(path.read_bytes().decode(), name, page)  # its line ends stay its own
    if {"page": page} not in parse(course_yml)[0].data.get("modules", ()):
        what, expected = "the list of modules cannot take a line", "each module on lines of its own"
        raise Mistake(what, path.name, expected, f"modules:\n  - page: {page}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text(course, announced(course, name)), encoding="utf-8")
    path.write_bytes(course_yml.encode())
    return target


def announced(course: Course, name: str) -> Module:
    """Return what course.yml says of the module, or a first guess."""
    known = next((module for module in course.modules if module.id == name), None)
    title = name.replace("-", " ").capitalize()
    number = max(module.number for module in course.modules) + 1
    return known or Module(id=name, title=title, number=number)


def text(course: Course, module: Module) -> str:
    """Write the page: front matter, the header, the sections in order."""
    front = {
        "id": module.id,
        "number": module.number,
        "title": module.title,
        "summary": module.about or "Say in one sentence what this module is about.",
        "minutes": 60,
        "outcomes": {"explain": "Say what the learner will be able to do."},
    }
    head = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=100)
    sections = [f"## {heading}\n\n{body(heading)}\n" for heading in course.sections]
    return "\n".join([f"---\n{head}---\n", HEADER, *sections])


def body(heading: str) -> str:
    found = (first for word, first in BODIES.items() if word in heading.lower())
    return next(found, "Write this section.")


def listed(course_yml: str, name: str, page: str) -> str:
    """Put the page into the list of modules: in place of its announcement, or at the end."""
    newline = "\r\n" if "\r\n" in course_yml else "\n"
    lines = [line + newline for line in course_yml.splitlines()]
    document = Document(course_yml, {})
    rows = yaml.safe_load(course_yml)["modules"]
    places = [document.line(["modules", row]) for row in range(len(rows))]
    ends = [*places[1:], end_of_list(lines, places[-1])]
    row = next((r for r, entry in enumerate(rows) if entry.get("id") == name), None)
    dash = re.match(r" *- ", lines[places[0]])
    entry = f"{dash[0] if dash else '  - '}page: {page}{newline}"
    if row is None:
        lines.insert(ends[-1], entry)
    else:
        lines[places[row] : ends[row]] = [entry]
    return "".join(lines)


def end_of_list(lines: list[str], last: int) -> int:
    """Return the line after the last entry: the first that is not indented under it."""
    after = range(last + 1, len(lines))
    return next((n for n in after if re.match(r"[^\s#-]", lines[n])), len(lines))
