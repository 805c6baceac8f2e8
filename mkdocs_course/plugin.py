"""The MkDocs plugin: hooks that translate between MkDocs and the functions that do the work."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from mkdocs_course import navigation, policy, problem_list, search_view, shipping, site_pages
from mkdocs_course.configuration import CourseConfig, adopt, speak
from mkdocs_course.kept import keep
from mkdocs_course.manifest import Manifest
from mkdocs_course.messages import text
from mkdocs_course.problems import Mistake
from mkdocs_course.state import Host, State

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext


class CoursePlugin(BasePlugin[CourseConfig]):
    """What the course is comes from the extension's options: they hold without MkDocs too."""

    serving = False
    state: State
    assets: shipping.Assets
    manifest: Manifest
    glossary_url: str
    source: str
    full: str

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        root = Path(config.config_file_path).parent
        speak(config)
        self.state = adopt(config, root)
        try:
            self.assets = shipping.load(root / self.config.assets)
        except Mistake as mistake:
            raise PluginError(str(mistake)) from mistake
        config.nav = navigation.fill(config.nav, self.state.course) if config.nav else config.nav
        self.manifest = Manifest(self.state.course, self.assets.lab)
        return config

    def on_files(self, files: Files, *, config: "MkDocsConfig") -> Files:
        root = Path(config.config_file_path).parent
        schemas = [root / folder for folder in self.config.schemas]
        for target, source in shipping.files(self.assets, schemas):
            files.append(File.generated(config, target, abs_src_path=str(source)))
        site_pages.name_files(files)
        glossary = files.get_file_from_path(self.state.glossary.page)
        self.glossary_url = glossary.url if glossary else ""
        return files

    def on_page_read_source(self, *, page: "Page", **_: Any) -> str:
        self.source = site_pages.source(page.file)
        return self.source

    @event_priority(100)  # before other plugins change the text: lines are counted against the file
    def on_page_markdown(self, markdown: str, *, page: "Page", **_: Any) -> str:
        url = get_relative_url(self.glossary_url, page.url)
        self.state.host = Host(page.file.src_uri, self.source, url)
        if page.file.inclusion.is_not_in_nav():  # for those who make the course
            page.meta.setdefault("search", {"exclude": True})
        return markdown

    def on_page_content(self, html: str, *, page: "Page", **_: Any) -> str:
        ours = self.manifest.pages[page.file.src_uri] = keep(self.state.page)
        self.manifest.urls[page.file.src_uri] = page.url
        shown = {*site_pages.common(self.state), *ours.problems} if self.serving else set()
        return problem_list.render(sorted(shown)) + html

    def on_env(self, env: "Environment", *, files: Files, **_: Any) -> "Environment":
        env.globals.update(text=text, course_policy=None if self.serving else policy.PLACE)
        pages = self.manifest.pages
        site_pages.report(self.state, pages.values(), serving=self.serving)
        site_pages.link_uses(self.state.glossary.page, pages, files)
        return env

    @event_priority(100)  # before the search plugin reads the page
    def _show_prose(
        self, context: "TemplateContext", /, *, page: "Page", **_: Any
    ) -> "TemplateContext":
        self.full = page.content or ""
        page.content = search_view.prose(self.full)
        return context

    @event_priority(-100)  # after it
    def _show_all(
        self, context: "TemplateContext", /, *, page: "Page", **_: Any
    ) -> "TemplateContext":
        page.content = self.full
        island = self.manifest.island(page.file.src_uri, context["base_url"])
        return site_pages.tell(context, island, self.assets)

    on_page_context = CombinedEvent(_show_prose, _show_all)

    @event_priority(-100)  # after the search plugin has written its index
    def on_post_build(self, *, config: "MkDocsConfig") -> None:
        search_view.index_for_disk(Path(config.site_dir))

    def on_template_context(self, context: "TemplateContext", **_: Any) -> "TemplateContext":
        island = self.manifest.island("", context["base_url"])
        return site_pages.tell(context, island, self.assets)

    def on_post_page(self, output: str, **_: Any) -> str:
        return policy.protect(output)

    on_post_template = on_post_page
