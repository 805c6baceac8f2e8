"""esbuild turns the TypeScript and the style sheets into the few files a browser loads.

Pages load classic scripts, because module scripts do not load from file://. The worker is a module
worker, because Pyodide 314 refuses classic ones.
"""

from pathlib import Path

from mkdocs_course.workshop import node
from mkdocs_course.workshop.paths import OVERRIDES, ROOT

LANGUAGES = ROOT / "mkdocs_course" / "messages"
_COMMON = (
    "--bundle",
    "--minify",
    "--target=chrome109,firefox115,safari16.4",
    "--log-level=warning",
)


def script(entry: str, out: Path, *, language: str = "en", module: bool = False) -> Path:
    """Bundle one entry of `overrides/browser` with the interface text of one language."""
    messages = f"--alias:@messages={LANGUAGES / f'{language}.json'}"
    schemas = f"--alias:@schemas={OVERRIDES / 'schemas'}"
    form = "--format=esm" if module else "--format=iife"
    node.run("esbuild", entry, *_COMMON, form, messages, schemas, f"--outfile={out}")
    return out


def style(entry: str, out: Path, fonts: Path) -> Path:
    """Bundle one style sheet; `@import "@fonts/fonts.css"` finds the subset fonts."""
    alias = f"--alias:@fonts={fonts}"
    node.run("esbuild", entry, *_COMMON, alias, "--external:*.woff2", f"--outfile={out}")
    return out
