"""`python3 -m mkdocs_course ids`: record the ids of all module pages in `docs/ids.yml`."""

from pathlib import Path

from mkdocs_course import course_file, ledger
from mkdocs_course.blocks import SPECS
from mkdocs_course.course import Course
from mkdocs_course.page import Page
from mkdocs_course.reading import read_page


def record_ids(path: Path) -> list[str]:
    """Add the ids that course.yml's modules have and the ledger has not; return them.

    Nothing is taken out: an id that has vanished stays until an author has looked at it.
    """
    course = course_file.load(path)
    recorded = {name: list(ids) for name, ids in ledger.load(course.folder).items()}
    added: list[str] = []
    for module in course.modules:
        if module.page and module.id:
            known = recorded.setdefault(module.id, [])
            new = [name for name in ledger.ids(read(course, module.page)) if name not in known]
            known += new
            added += [f"{module.id}/{name}" for name in new]
    if added:
        ledger.save(course.folder, recorded)
    return added


def read(course: Course, path: str) -> Page:
    page = Page(path, course, specs=SPECS)
    read_page(page, (course.folder / path).read_text(encoding="utf-8-sig"))
    return page
