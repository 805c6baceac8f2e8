"""A small course, and real MkDocs builds of it in a folder of its own."""

import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

COURSE = Path(__file__).parents[1] / "markdown" / "course"
MAIN = """<title>{{ page.title }}</title>
<main>{{ page.content }}</main>
<script src="{{ course_assets.script | url }}"></script>
<script type="application/json" id="course-data">{{ course_data | tojson }}</script>
"""
MODULE = """---
id: {id}
number: {number}
title: Module {id}
summary: About {id}.
minutes: 5
outcomes:
  choose: Choose well.
---

/// module-header
///

## Where you are

A queue.

## Main idea: it waits

{body}
"""
BODY = """A queue, and a [side to read](term:read-model).

//// quick-checks | Quick check
/// quick-check | Why?
    id: why
    outcomes: choose

Because.
///
////

/// lab | Try it
    id: try-it
    scenario: first-order.json

Try.
///
"""


@dataclass
class Project:
    """A course in a folder: pages can be written, the site can be built and read."""

    root: Path
    urls: bool = True

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    def build(self, command: Literal["build", "serve"] = "build") -> None:
        config = load_config(str(self.config), use_directory_urls=self.urls)
        config.plugins.on_startup(command=command, dirty=False)
        build(config, serve_url="http://127.0.0.1/" if command == "serve" else None)

    def path(self, page: str) -> Path:
        """Where a page of the site lies: `modules/first` or the root."""
        name = f"{page}/index.html" if self.urls else f"{page}.html"
        return self.root / "site" / (name if page else "index.html")

    def html(self, page: str) -> str:
        return self.path(page).read_text(encoding="utf-8")

    def island(self, page: str) -> dict[str, Any]:
        found = re.search(r'id="course-data">(.*?)</script>', self.html(page))
        assert found
        data: dict[str, Any] = json.loads(found[1])
        return data

    def change(self, name: str, edit: Callable[[str], str]) -> None:
        path = self.docs / name
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")


SETTINGS = """site_name: Small
theme: {name: null, custom_dir: theme}
markdown_extensions:
  - toc
  - mkdocs_course:
      course: docs/course.yml
      glossary: docs/glossary.md
plugins:
  - search
  - course: {assets: assets, schemas: [more-schemas]}
exclude_docs: |
  /course.yml
  /ids.yml
  /labs/
not_in_nav: /notes/
validation: {links: {unrecognized_links: warn, anchors: warn}}
"""
ASSETS = {
    "site": {"script": "assets/course/site.1.js"},
    "lab": {"script": "assets/course/lab.1.js"},
    "files": {"assets/course/site.1.js": "site.js", "assets/course/lab.1.js": "lab.js"},
}


@pytest.fixture(params=[True, False], ids=["folders", "files"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    """Write the course twice over: addresses as folders, and as files."""
    project = Project(tmp_path, urls=request.param)
    write(project)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    return project


def write(project: Project) -> None:
    root, docs = project.root, project.docs
    shutil.copytree(COURSE, docs)
    (root / "theme").mkdir()
    (root / "theme" / "main.html").write_text(MAIN)
    (root / "mkdocs.yml").write_text(SETTINGS)
    for folder in ("assets", "more-schemas"):
        (root / folder).mkdir()
    (root / "assets" / "assets.json").write_text(json.dumps(ASSETS))
    for name in ("site.js", "lab.js"):
        (root / "assets" / name).write_text(f"// {name}\n")
    (root / "more-schemas" / "record.json").write_text("{}")
    modules = docs / "modules"
    (modules / "second.md").write_text(MODULE.format(id="second", number=2, body=BODY))
    (modules / "third.md").write_text(MODULE.format(id="third", number=3, body="A queue."))
    course = (docs / "course.yml").read_text().split("  - id: after")[0]
    (docs / "course.yml").write_text(
        course + "  - page: modules/third.md\nsections: [Where you are, Main idea]\n"
    )
    ids = ["outcome/choose", "check/why", "lab/try-it"]
    (docs / "ids.yml").write_text(json.dumps({"second": ids, "third": ids[:1]}))
    (docs / "index.md").write_text("# Home\n\n/// course-modules\n///\n")
    (docs / "progress.md").write_text("# Progress\n\n/// course-progress\n///\n")
    (docs / "notes").mkdir()
    (docs / "notes" / "note.md").write_text("# A note\n\n## For us\n\nA queue.\n")
