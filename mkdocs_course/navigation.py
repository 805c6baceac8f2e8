"""The modules in MkDocs' navigation: `- Modules: course.yml` stands for the pages it lists."""

from typing import Any

from mkdocs_course.course import Course

PLACEHOLDER = "course.yml"


def fill(items: list[Any], course: Course) -> list[Any]:
    """Return the navigation with the placeholder replaced by the modules' pages, in order."""
    pages = [module.page for module in course.modules if module.page]
    return [_filled(item, pages) for item in items]


def _filled(item: Any, pages: list[str]) -> Any:
    if not isinstance(item, dict):
        return item
    return {title: _listed(value, pages) for title, value in item.items()}


def _listed(value: Any, pages: list[str]) -> Any:
    if value == PLACEHOLDER:
        return pages
    return [_filled(entry, pages) for entry in value] if isinstance(value, list) else value
