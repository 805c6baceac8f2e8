"""`prepare()`: everything the site ships that is not a page, built once into `.cache/assets`.

A site build only copies these files: once they are there, an author's build needs no Node.
`assets.json` in that folder is the contract with the plugin (docs/project/contracts.md).
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from mkdocs_course import policy
from mkdocs_course.workshop import bundle, fonts, licences, material, node, parts
from mkdocs_course.workshop.paths import ASSETS, LABS, OVERRIDES, ROOT, fingerprint
from mkdocs_course.workshop.shelf import Shelf

_INPUTS = (
    OVERRIDES / "browser",
    OVERRIDES / "styles",
    OVERRIDES / "schemas",
    OVERRIDES / "package-lock.json",
    LABS,
    ROOT / "mkdocs_course" / "messages",
    ROOT / "mkdocs_course" / "workshop",
)

SERVICE_WORKER = "service-worker.js"  # one that removes itself, until `site` puts a real one there
_FRAME = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{name}</title>
<script src="{script}"></script>
"""


def prepare() -> Path:
    """Bring `.cache/assets` up to date and return it."""
    node.install()
    wanted = fingerprint(*(place for place in _INPUTS if place.exists()))
    stamp = ASSETS / "built-from"
    if not stamp.exists() or stamp.read_text() != wanted:
        print("Building the browser code and the lab runtime …", file=sys.stderr)
        with tempfile.TemporaryDirectory() as scratch:
            _build(Path(scratch), wanted)
    return ASSETS


def _build(scratch: Path, wanted: str) -> None:
    shelf = Shelf(scratch / "assets")
    manifest = {"site": _site(shelf, scratch), "lab": _lab(shelf, scratch)}
    shelf.put(licences.listing().encode(), "licences.txt")
    manifest["files"] = {path: path for path in shelf.files}
    (shelf.folder / "assets.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    bundle.script("browser/offline/service-worker.ts", shelf.folder / "offline.js")
    (shelf.folder / "built-from").write_text(wanted)
    _replace(ASSETS, shelf.folder)


def _replace(place: Path, made: Path) -> None:
    """Put the new folder in place by renaming: a build meanwhile meets old or new, whole."""
    new, old = place.with_name("assets-new"), place.with_name("assets-old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(made, new)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _site(shelf: Shelf, scratch: Path) -> dict[str, object]:
    font = fonts.build(scratch / "fonts")
    script = bundle.script("browser/site.ts", scratch / "site.js")
    desk = bundle.script("browser/desk.ts", scratch / "desk.js")
    sheets = {"fonts": font.parent, "material": material.build(scratch / "material")}
    style = bundle.style("styles/site.css", scratch / "site.css", **sheets)
    offline = bundle.script("browser/offline.ts", scratch / "offline.js")
    gone = bundle.script("browser/offline/gone.ts", scratch / "gone.js")
    shelf.put(gone.read_bytes(), SERVICE_WORKER)
    file = bundle.script("browser/file.ts", scratch / "file.js")
    for frame in ("store", "search"):
        _frame(shelf, scratch, frame)
    return {
        "file": shelf.put(file.read_bytes(), "assets/course/file.{}.js"),
        "script": shelf.put(script.read_bytes(), "assets/course/site.{}.js"),
        "offline": shelf.put(offline.read_bytes(), "assets/course/offline.{}.js"),
        "desk": shelf.put(desk.read_bytes(), "assets/course/desk.{}.js"),
        "style": shelf.put(style.read_bytes(), "assets/course/site.{}.css"),
        "font": shelf.put(font.read_bytes(), f"assets/course/{font.name}"),
    }


def _frame(shelf: Shelf, scratch: Path, name: str) -> None:
    """Make a page that pages opened from disk keep in a hidden frame.

    The name of the store's page must never change: Firefox keeps the learner record under it.
    """
    script = bundle.script(f"browser/file/{name}-frame.ts", scratch / f"{name}.js")
    source = Path(shelf.put(script.read_bytes(), f"assets/course/{name}.{{}}.js")).name
    page = _FRAME.format(policy=policy.FRAME, name=name, script=source)
    shelf.put(page.encode(), f"assets/course/{name}.html")


def _lab(shelf: Shelf, scratch: Path) -> dict[str, object]:
    runtime = bundle.script("browser/runtime.ts", scratch / "runtime.js")
    script = bundle.script("browser/lab.ts", scratch / "lab.js")
    style = bundle.style("styles/lab.css", scratch / "lab.css")
    return {
        "runtime": shelf.put(runtime.read_bytes(), "assets/course/runtime.{}.js"),
        "script": shelf.put(script.read_bytes(), "assets/course/lab.{}.js"),
        "style": shelf.put(style.read_bytes(), "assets/course/lab.{}.css"),
        "package": "labs-py",
        **parts.put(shelf, scratch),
    }
