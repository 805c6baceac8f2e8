"""Read `course.yml` and the front matter of every page it lists."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from mkdocs_course.course import Course, Module, as_module, split, text
from mkdocs_course.documents import Document, read
from mkdocs_course.problems import Mistake, Problem


def load(path: Path) -> Course:
    """Read the course; what is wrong with it comes along as `problems`."""
    if not path.is_file():
        return Course(folder=path.parent, problems=[absent(path)])
    document, found = read(path.read_text(encoding="utf-8"), "course.v1.json")
    problems = [mistake.at(path.name, line + 1) for line, mistake in found]
    modules: dict[str, Module] = {}
    rows = document.data.get("modules")
    for row, entry in enumerate(rows if isinstance(rows, list) else ()):
        try:
            module = listed(entry, path.parent, modules)
            modules[module.id] = module
        except Mistake as mistake:
            line = document.line(["modules", row])
            problems.append(mistake.at(path.name, line + 1, document.fragment(line)))
    return assemble(path, document, list(modules.values()), problems)


def assemble(
    path: Path, document: Document, modules: Sequence[Module], problems: Sequence[Problem]
) -> Course:
    sections = document.data.get("sections")
    return Course(
        folder=path.parent,
        id=text(document.data.get("id")),
        title=text(document.data.get("title")),
        modules=modules,
        sections=[str(section) for section in sections] if isinstance(sections, list) else [],
        problems=problems,
        places={module.page: place for place, module in enumerate(modules) if module.page},
    )


def absent(path: Path) -> Problem:
    what = f"the course has no {path.name}"
    return Problem(path.name, 1, what, str(path), "a list of modules", "id: my-course\nmodules: []")


def listed(entry: Any, folder: Path, known: Mapping[str, Module]) -> Module:
    """Build the module of one line of the list."""
    data = dict(entry) if isinstance(entry, dict) else {}
    page = text(data.get("page"))
    module = as_module(front_matter(folder / page) if page else data, page)
    if module.id in known:
        what = f"two modules have the id “{module.id}”"
        expected = f"another id: “{known[module.id].title}” has this one"
        raise Mistake(what, page, expected, f"id: {module.id}-2")
    if page and not module.number:
        example = f"number: {len(known) + 1}"
        raise Mistake(
            "the module has no number", page, "a whole number in its front matter", example
        )
    return module


def front_matter(page: Path) -> dict[str, Any]:
    """Read a page's front matter without judging it: that comes when the page is rendered."""
    if not page.is_file():
        what, expected = f"there is no page {page.name}", "the path of a file under the docs folder"
        raise Mistake(what, "", expected, "page: modules/advanced-patterns.md")
    try:
        data = yaml.load(split(page.read_text(encoding="utf-8-sig"))[0], yaml.CSafeLoader)
    except yaml.YAMLError:
        data = None
    if not isinstance(data, dict):
        example = "---\nid: my-module\nnumber: 1\n---"
        raise Mistake(
            f"{page.name} has no front matter", "", "YAML between two lines of ---", example
        )
    return data
