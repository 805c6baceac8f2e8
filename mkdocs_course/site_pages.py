"""MkDocs' files and pages: their addresses, sources, problems, and what is put into them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from mkdocs_course import uses
from mkdocs_course.author_files import text_of
from mkdocs_course.kept import Kept
from mkdocs_course.problems import Problem
from mkdocs_course.shipping import Assets
from mkdocs_course.state import State

log = get_plugin_logger("course")


def name_files(files: Files) -> None:
    """Let links name the file `…/index.html`: from disk, a folder opens as a list of files.

    On a host, the browser shortens them (overrides/browser/lib/addresses.ts).
    """
    for file in files.documentation_pages():
        file.url = quote(file.dest_uri)


def source(file: File) -> str:
    """Read a page, so that one that is not UTF-8 has its problem reported like any other."""
    return text_of(Path(file.abs_src_path)) if file.abs_src_path else file.content_string


def common(state: State) -> Iterator[Problem]:
    """Yield the problems that are no one page's own."""
    yield from state.course.problems
    yield from state.glossary.problems


def report(state: State, pages: Iterable[Kept], *, serving: bool) -> None:
    """Log every problem of every page; end the build if there is one, unless it is being served."""
    found = set(common(state))
    for page in pages:
        found.update(page.problems)
    for problem in sorted(found):
        log.error(str(problem))
    if found and not serving:
        raise PluginError(f"the course has problems: {len(found)}")


def link_uses(path: str, pages: Mapping[str, Kept], files: Files) -> None:
    """Put the places where terms are used into the rendered glossary page."""
    found = files.get_file_from_path(path)
    glossary = found.page if found else None
    if glossary is None or glossary.content is None:
        return
    here = glossary.url
    shown = [file for name in pages if (file := files.get_file_from_path(name)) and in_nav(file)]
    names = {
        file.src_uri: (str(file.page.title), get_relative_url(file.url, here))
        for file in shown
        if file.page
    }
    places = uses.collect((pages[name] for name in names), names)
    glossary.content = uses.fill(glossary.content, places)


def in_nav(file: File) -> bool:
    """Tell whether learners are led to a page; notes of the project are no places of use."""
    return not file.inclusion.is_not_in_nav() and not file.inclusion.is_excluded()


def tell(context: TemplateContext, island: Mapping[str, Any], assets: Assets) -> TemplateContext:
    """Give a template the page's data and the site's own files."""
    values = {"course_data": island, "course_assets": assets.site}
    return cast("TemplateContext", {**context, **values})
