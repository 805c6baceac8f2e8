"""What mkdocs.yml says of the course: the plugin's options, the extension's, the language."""

from pathlib import Path
from typing import Any, cast

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from mkdocs_course import messages
from mkdocs_course.extension import CourseExtension
from mkdocs_course.state import State

NAME = "mkdocs_course"
CURE = f"""the course plugin needs the extension. In mkdocs.yml:
markdown_extensions:
  - {NAME}:
      course: docs/course.yml
      glossary: docs/glossary.md"""


class CourseConfig(Config):
    """Options under `plugins: - course:`. All paths are relative to mkdocs.yml."""

    assets = c.Type(str, default=".cache/assets")
    """The folder of prepared browser files."""

    schemas = c.ListOfItems(c.Type(str), default=["labs_py/schemas", "overrides/schemas"])
    """Folders whose JSON Schemas are published with the plugin's own, under schemas/."""


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


def speak(config: MkDocsConfig) -> None:
    """Use the catalogue of the theme's language; the page and the interface speak the same."""
    name = config.theme.get("language", "en")
    known = messages.languages()
    if name not in known:
        example = f"mkdocs_course/messages/{name}.json, a translation of en.json"
        raise PluginError(f"no interface text in “{name}” ({', '.join(known)}): add {example}")
    messages.language.set(name)
