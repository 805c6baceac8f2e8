"""Between MkDocs and the course: the steps that the plugin's hooks call."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from mkdocs_course import uses
from mkdocs_course.extension import CourseExtension
from mkdocs_course.page import Page
from mkdocs_course.shipping import Assets
from mkdocs_course.state import State

NAME = "mkdocs_course"
CURE = f"""the course plugin needs the extension. In mkdocs.yml:
markdown_extensions:
  - {NAME}:
      course: docs/course.yml
      glossary: docs/glossary.md"""

log = get_plugin_logger("course")


def adopt(config: MkDocsConfig, root: Path) -> State:
    """Put one extension, made for the whole build, in place of its name; return its state.

    MkDocs makes a Markdown instance for each page and would read the course anew each time.
    """
    extensions = cast("list[Any]", config.markdown_extensions)
    if NAME not in extensions:
        raise PluginError(CURE)
    options = config.mdx_configs.pop(NAME, {})
    paths = {name: str(root / path) for name, path in options.items() if name != "page"}
    extension = CourseExtension(**paths)
    extensions[extensions.index(NAME)] = extension
    return extension.state


def report(state: State, pages: Iterable[Page], *, serving: bool) -> None:
    """Log every problem of every page; end the build if there is one, unless it is being served."""
    found = {*state.course.problems, *state.glossary.problems}
    for page in pages:
        found.update(page.problems)
    for problem in sorted(found):
        log.error(str(problem))
    if found and not serving:
        raise PluginError(f"the course has problems: {len(found)}")


def link_uses(path: str, pages: Mapping[str, Page], files: Files) -> None:
    """Put the places where terms are used into the rendered glossary page."""
    file = files.get_file_from_path(path)
    if not file or not file.page or file.page.content is None:
        return
    here = file.page.url
    others = {name: files.get_file_from_path(name) for name in pages}
    found = {name: other.page for name, other in others.items() if other}
    titles = {name: str(page.title) for name, page in found.items() if page}
    urls = {name: get_relative_url(page.url, here) for name, page in found.items() if page}
    places = uses.collect(pages.values(), lambda p: titles[p.path], lambda p: urls[p.path])
    file.page.content = uses.fill(file.page.content, places)


def tell(context: TemplateContext, island: Mapping[str, Any], assets: Assets) -> TemplateContext:
    """Give a template the page's data and the site's own files."""
    values = {"course_data": island, "course_assets": assets.site}
    return cast("TemplateContext", {**context, **values})
