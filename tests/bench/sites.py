"""The two sites compared: ours, and plain Material with the very same Markdown."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from mkdocs_course.workshop.paths import ROOT

MODULE = ROOT / "docs" / "modules" / "advanced-patterns.md"
_OURS = {"mkdocs_course"}


def write(folder: Path, pages: int) -> tuple[Path, Path]:
    """Write a course of `pages` module pages; return both configurations, ours and plain."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs, ignore=shutil.ignore_patterns("project", "authoring.md"))
    copy = docs / "modules" / MODULE.name
    names = [MODULE.stem, *(f"module-{number}" for number in range(1, pages))]
    source = copy.read_text(encoding="utf-8")
    for number, name in enumerate(names[1:], start=4):  # 1 to 3 are the course's own
        page = source.replace(f"id: {MODULE.stem}", f"id: {name}", 1)
        page = page.replace("number: 2", f"number: {number}", 1)
        (docs / "modules" / f"{name}.md").write_text(page, encoding="utf-8")
    _list_modules(docs / "course.yml", names)
    _record_ids(docs / "ids.yml", names)
    settings = _settings()
    return _ours(folder, settings), _plain(folder, settings)


def build(config: Path, site: Path) -> None:
    """Build one site in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    files = ["--config-file", str(config), "--site-dir", str(site)]
    subprocess.run([*command, *files], check=True, env=env)
    worker = site / "service-worker.js"
    if worker.exists():  # an unpublished site's removes itself and loads the page anew
        worker.write_text("", encoding="utf-8")


def _list_modules(course: Path, names: list[str]) -> None:
    listed = yaml.safe_load(course.read_text(encoding="utf-8"))
    others = [module for module in listed["modules"] if "page" not in module]
    listed["modules"] = others + [{"page": f"modules/{name}.md"} for name in names]
    course.write_text(yaml.safe_dump(listed, sort_keys=False), encoding="utf-8")


def _record_ids(ledger: Path, names: list[str]) -> None:
    recorded = yaml.safe_load(ledger.read_text(encoding="utf-8"))[MODULE.stem]
    ledger.write_text(yaml.safe_dump(dict.fromkeys(names, recorded)), encoding="utf-8")


def _settings() -> dict[str, Any]:
    # MkDocs' own reader, which knows !ENV.
    settings: dict[str, Any] = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings.pop("nav")
    settings.pop("validation")
    settings["exclude_docs"] = settings["exclude_docs"] + "\n/project/\n"
    settings.pop("not_in_nav")
    return settings


def _ours(folder: Path, settings: dict[str, Any]) -> Path:
    theme = {**settings["theme"], "custom_dir": str(ROOT / "overrides" / "templates")}
    plugins = ["search", {"course": {"assets": str(ROOT / ".cache" / "assets")}}]
    extra = {**settings["extra"], "offline": True}  # as it is published
    return _save(
        folder / "ours.yml", {**settings, "theme": theme, "plugins": plugins, "extra": extra}
    )


def _plain(folder: Path, settings: dict[str, Any]) -> Path:
    theme = {"name": "material", "font": False}
    extensions = [
        extension
        for extension in settings["markdown_extensions"]
        if isinstance(extension, str) or not _OURS & extension.keys()
    ]
    # What our extension brings along by itself, plain Material is given by name.
    extensions += ["def_list", "tables", "attr_list"]
    plain = {**settings, "theme": theme, "plugins": ["search"], "markdown_extensions": extensions}
    return _save(folder / "plain.yml", plain)


def _save(path: Path, settings: dict[str, Any]) -> Path:
    path.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    return path
