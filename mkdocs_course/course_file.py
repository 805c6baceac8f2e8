"""Read `course.yml` and the front matter of every page it lists."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from typing import Any

from mkdocs_course import ids_file, module_ids
from mkdocs_course.author_files import text_of
from mkdocs_course.course import OPENING, Course, Module, as_module, listed, split, text, texts
from mkdocs_course.documents import Document, parse, read
from mkdocs_course.problems import Found, Mistake, Problem

START = """\
id: my-course
title: My course
modules:
  - id: first
    number: 1
    title: The first module"""
FRONT = "---\nid: my-module\nnumber: 1\n---"


def load(path: Path) -> Course:
    """Read the course; what is wrong with it comes along as `problems`."""
    if not path.is_file():
        return Course(folder=path.parent, problems=[absent(path)])
    document, found = read(text_of(path), "course.v1.json")
    modules: list[Module] = []
    for row, entry in enumerate(listed(document.data.get("modules"))):
        mistakes = list(add(entry, path.parent, modules))
        found += [(document.line(["modules", row]), mistake) for mistake in mistakes]
    ledger, unfit = ids_file.load(path.parent)
    course = assemble(path, document, modules)
    course = replace(course, recorded=None if unfit else ledger.data)
    if not found and not unfit and all(module.id for module in modules):
        found = list(module_ids.renames(course, document))
        unfit = list(module_ids.vanished(course, ledger))
    problems = [*placed(path.name, document, found), *placed(ids_file.NAME, ledger, unfit)]
    return replace(course, problems=problems)


def assemble(path: Path, document: Document, modules: Sequence[Module]) -> Course:
    return Course(
        folder=path.parent,
        id=text(document.data.get("id")),
        title=text(document.data.get("title")),
        modules=modules,
        sections=[str(section) for section in listed(document.data.get("sections"))],
        blocks=[str(block) for block in listed(document.data.get("blocks"))],
        renamed=texts(document.data.get("renamed")),
        places={module.page: place for place, module in enumerate(modules) if module.page},
    )


def placed(name: str, document: Document, found: Iterable[Found]) -> Iterator[Problem]:
    for line, mistake in found:
        yield mistake.at(name, line + 1, document.fragment(line))


def absent(path: Path) -> Problem:
    what, where = f"the course has no {path.name}", f"{path.parent.name}/{path.name}"
    return Problem(path.name, 1, what, where, "the list of modules", START)


def add(entry: Any, folder: Path, modules: list[Module]) -> Iterator[Mistake]:
    """Append the module of one line of the list; yield what is wrong with it."""
    data = entry if isinstance(entry, dict) else {}
    page = normpath(written) if (written := text(data.get("page"))) else ""
    if page and (page.startswith("../") or not (folder / page).is_file()):
        what, expected = f"there is no page {Path(page).name}", "a file under the docs folder"
        yield Mistake(what, "", expected, "page: modules/advanced-patterns.md")
        return
    if page:
        source = text_of(folder / page)
        data = parse(split(source)[0])[0].data  # what is wrong with it, the page's own check says
        if not OPENING.match(source):
            what = f"{Path(page).name} has no front matter"
            yield Mistake(what, "", "YAML between two lines of ---", FRONT)
    module = as_module(data, page)
    yield from clashes(module, modules)
    if data and page and not module.number:
        expected, example = "a whole number in its front matter", f"number: {len(modules) + 1}"
        yield Mistake("the module has no number", page, expected, example)
    modules.append(module)


def clashes(module: Module, modules: Sequence[Module]) -> Iterator[Mistake]:
    """Find what a module has in common with one before it."""
    free = max((other.number for other in modules), default=0) + 1
    for other in modules:
        if module.id and module.id == other.id:
            what = f"two modules have the id “{module.id}”"
            expected = f"another id: “{other.title}” has this one"
            yield Mistake(what, module.page, expected, f"id: {module.id}-2")
        elif module.number and module.number == other.number:
            what = f"two modules have the number {module.number}"
            expected = f"another number: “{other.title}” has this one"
            yield Mistake(what, module.page, expected, f"number: {free}")
