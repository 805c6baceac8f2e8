"""The ids of modules: the work of their learners hangs on these too, so none may vanish."""

from collections.abc import Iterator

from mkdocs_course.course import Course
from mkdocs_course.documents import Document
from mkdocs_course.problems import Found, Mistake, nearest, one_of

BACK = (
    "a page of course.yml with this id, or its new id under `renamed` there, "
    "or its lines taken out of ids.yml"
)


def carried(course: Course) -> set[str]:
    return {module.id for module in course.modules if module.page}


def renames(course: Course, course_yml: Document) -> Iterator[Found]:
    """Find renames of modules that lead nowhere, or away from a module that is still there."""
    known = carried(course)
    for old, new in course.renamed.items():
        line = course_yml.line(["renamed", old])
        if new not in known:
            what, example = f"no page has the module id “{new}”", f"{old}: {nearest(known, new)}"
            yield line, Mistake(what, f"{old}: {new}", one_of(known, new), example)
        if any(module.id == old for module in course.modules):
            what, expected = f"the course still has a module “{old}”", "another id for that module"
            yield line, Mistake(what, f"{old}: {new}", expected, f"id: {old}-2")


def vanished(course: Course, ids_yml: Document) -> Iterator[Found]:
    """Find recorded modules that no page carries any more."""
    known = carried(course) | course.renamed.keys()
    for name, ids in ids_yml.data.items():
        if ids and name not in known:
            what = f"the module “{name}” has vanished; ids recorded for it: {len(ids)}"
            example = f"renamed:\n  {name}: the-new-id"
            yield ids_yml.line([name]), Mistake(what, name, BACK, example)
