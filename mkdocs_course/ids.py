"""`python3 -m mkdocs_course ids`: record the ids of all module pages in `docs/ids.yml`."""

from pathlib import Path

from mkdocs_course import course_file, ids_file, ledger
from mkdocs_course.author_files import text_of
from mkdocs_course.blocks import SPECS
from mkdocs_course.course import Course, CourseError
from mkdocs_course.page import Page
from mkdocs_course.reading import read_page


def record_ids(path: Path) -> list[str]:
    """Add the ids that course.yml's modules have and the ledger has not; return them.

    Nothing is taken out: an id that has vanished stays until an author has looked at it.
    """
    course = course_file.load(path)
    pages = [read(course, module.page) for module in course.modules if module.page]
    unread = [problem for page in pages if not page.module.id for problem in page.problems]
    if course.problems or unread:
        raise CourseError([*course.problems, *unread])
    recorded = {name: list(ids) for name, ids in (course.recorded or {}).items()}
    added: list[str] = []
    for page in pages:
        known = recorded.setdefault(page.module.id, [])
        new = [name for name in ledger.ids(page) if name not in known]
        known += new
        added += [f"{page.module.id}/{name}" for name in new]
    if added:
        ids_file.save(course.folder, recorded)
    return added


def read(course: Course, path: str) -> Page:
    page = Page(path, course, specs=SPECS)
    read_page(page, text_of(course.folder / path))
    return page
