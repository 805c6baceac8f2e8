"""Between MkDocs and the course: the steps that the plugin's hooks call."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from mkdocs_course import messages, uses
from mkdocs_course.author_files import text_of
from mkdocs_course.extension import CourseExtension
from mkdocs_course.kept import Kept
from mkdocs_course.problems import Problem
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
    paths = {name: str(root / path) for name, path in options.items() if path and name != "page"}
    extension = CourseExtension(**paths)
    extensions[extensions.index(NAME)] = extension
    return extension.state


def name_files(files: Files) -> None:
    """Let links name the file `…/index.html`: from disk, a folder opens as a list of files.

    On a host, the browser shortens them (overrides/browser/lib/addresses.ts).
    """
    for file in files.documentation_pages():
        file.url = quote(file.dest_uri)


def source(file: File) -> str:
    """Read a page, so that one that is not UTF-8 has its problem reported like any other."""
    return text_of(Path(file.abs_src_path)) if file.abs_src_path else file.content_string


def speak(config: MkDocsConfig) -> None:
    """Use the catalogue of the theme's language; the page and the interface speak the same."""
    name = config.theme.get("language", "en")
    known = messages.languages()
    if name not in known:
        example = f"mkdocs_course/messages/{name}.json, a translation of en.json"
        raise PluginError(f"no interface text in “{name}” ({', '.join(known)}): add {example}")
    messages.language.set(name)


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


def index_for_disk(site: Path) -> None:
    """Write the search index as a script too: a page from disk may load that, but fetch nothing."""
    index = site / "search" / "search_index.json"
    if index.exists():
        text = f"var __index = {index.read_text(encoding='utf-8')};\n"
        index.with_suffix(".js").write_text(text, encoding="utf-8")


def tell(context: TemplateContext, island: Mapping[str, Any], assets: Assets) -> TemplateContext:
    """Give a template the page's data and the site's own files."""
    values = {"course_data": island, "course_assets": assets.site}
    return cast("TemplateContext", {**context, **values})
