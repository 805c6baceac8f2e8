"""Golden cases: one rule a file, named by the rule; input, output and problems side by side.

A case may bring `files` that differ from those in `course/`, and the `page` it stands for.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from mkdocs_course.extension import CourseExtension

COURSE = Path(__file__).parent / "course"
FIGURE = re.compile(r'<figure class="recorded-run">.*?</figure>', re.DOTALL)
EXTENSIONS = {
    "plain": [],
    "pymdownx": ["pymdownx.superfences", "pymdownx.blocks.admonition"],
    "toc": ["toc"],
    "md_in_html": ["md_in_html"],
}


@pytest.mark.golden_test("cases/**/*.yml")
def test_case(golden: Any, tmp_path: Path) -> None:
    docs = shutil.copytree(COURSE, tmp_path / "docs")
    page = golden.get("page", "page.md")
    for name, text in {**golden.get("files", {}), page: golden["input"]}.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    extension = CourseExtension(
        course=str(docs / "course.yml"),
        glossary=str(docs / "glossary.md"),
        page=page,
    )
    others = EXTENSIONS[golden.get("with", "plain")]
    html = Markdown(extensions=[*others, extension]).convert(golden["input"])
    html = FIGURE.sub('<figure class="recorded-run">…</figure>', html)
    state = extension.state
    found = {*state.course.problems, *state.glossary.problems, *state.page.problems}
    assert all(problem.expected and problem.example for problem in found)
    problems = [str(problem) for problem in sorted(found)]
    assert html == golden.out["output"]
    assert problems == golden.out["problems"]
