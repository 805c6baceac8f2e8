"""The licences of what the site ships, read from the packages so that the list cannot go stale."""

import importlib.metadata
import json
from pathlib import Path

from mkdocs_course.workshop.paths import NODE_MODULES, ROOT

NPM = {
    "pyodide": "the Python runtime of the labs (with CPython and its standard library, PSF-2.0)",
    "uplot": "the charts of a lab",
    "workbox-core": "keeping the course offline (with workbox-precaching, -routing, -strategies)",
    "workbox-window": "the page's side of it",
    "@fontsource-variable/atkinson-hyperlegible-next": "the typeface, cut down to the letters used",
}
PYPI = {
    "mkdocs-material": "page templates, style sheets and search",
    "mkdocs": "the search index",
}


def listing() -> str:
    """Return the text published as `licences.txt`."""
    parts = [_own(), *map(_npm, NPM), *map(_pypi, PYPI)]
    return "\n\n".join(parts) + "\n"


def _own() -> str:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    return f"This course, its labs and its browser code\n\n{text}"


def _npm(name: str) -> str:
    folder = NODE_MODULES / name
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    texts = sorted(folder.glob("LICEN[CS]E*"))
    head = f"{name} {about['version']}: {NPM[name]}\nLicence: {about['license']}"
    head += f"\nSource: {about['homepage']}"
    return "\n\n".join([head, *(_read(text) for text in texts)])


def _pypi(name: str) -> str:
    found = importlib.metadata.distribution(name)
    licence = found.metadata.get("License-Expression") or found.metadata.get("License")
    # Only the distribution's own text: templates carry licences of icon sets that are not shipped.
    files = [str(found.locate_file(file)) for file in found.files or [] if "LICENSE" in file.name]
    head = f"{name} {found.version}: {PYPI[name]}\nLicence: {licence}"
    return "\n\n".join([head, *(_read(Path(file)) for file in files if "dist-info" in file)])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
