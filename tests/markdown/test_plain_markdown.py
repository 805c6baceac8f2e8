"""The extension under plain Python-Markdown: the way the course can leave its platform."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_course.blocks import BLOCKS
from mkdocs_course.blocks.lab import recorded

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MODULE = "modules/advanced-patterns.md"
PAGES = ["index.md", "progress.md", "glossary.md", "how-we-know.md", "authoring.md", MODULE]
ROOTS = {
    "module-header": "header.module-header",
    "module-progress": "module-progress.module-progress",
    "outcomes": "course-outcomes.outcomes",
    "failure-mode": "section.failure-mode",
    "operating-path": "operating-path.operating-path",
    "stage": "li.stage",
    "worked-example": "section.worked-example",
    "checklist": "course-checklist.checklist",
    "criterion": "li.criterion",
    "reflection": "course-reflection.reflection",
    "artefact": "course-artefact.artefact",
    "part": "li.part",
    "mental-model": "figure.mental-model",
    "quick-checks": "quick-checks.quick-checks",
    "quick-check": "details.quick-check",
    "lab": "course-lab.lab",
    "glossary-terms": "dl.glossary-terms",
    "course-modules": "ol.course-modules",
    "course-progress": "course-progress.course-progress",
}
"""What each block becomes (docs/project/contracts.md)."""


class Tree(Treeprocessor):
    root = Element("div")

    def run(self, root: Element) -> None:
        self.root = root


def render(path: str) -> tuple[Element, str]:
    """Convert a page of the course with the extension loaded by its name."""
    options = {
        "course": str(DOCS / "course.yml"),
        "glossary": str(DOCS / "glossary.md"),
        "page": path,
    }
    markdown = Markdown(
        extensions=["toc", "mkdocs_course"], extension_configs={"mkdocs_course": options}
    )
    tree = Tree(markdown)
    markdown.treeprocessors.register(tree, "tree", -10)
    html = markdown.convert((DOCS / path).read_text(encoding="utf-8"))
    return tree.root, html


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_course_renders_without_a_problem(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    _, html = render(path)
    assert caplog.messages == []
    assert "<p>///" not in html


def test_every_block_is_rendered_by_some_page() -> None:
    found = {
        f"{element.tag}.{element.get('class')}"
        for path in PAGES
        for element in render(path)[0].iter()
    }
    assert ROOTS.keys() == BLOCKS.keys()
    assert set(ROOTS.values()) <= found


def test_the_module_page_carries_what_its_learners_need() -> None:
    root, html = render(MODULE)
    assert len(root.findall(".//quick-check")) == 8
    assert len(root.findall(".//li[@class='stage']/div/dl[@class='stage__facts']/div")) == 32
    assert 'class="recorded-run"' in html
    described = {
        link.get("aria-describedby") for link in root.iter("a") if link.get("class") == "term"
    }
    listed = {entry.get("id") for entry in root.findall(".//dl[@class='glossary-terms']/div")}
    assert described == listed


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_every_anchor_on_a_page_is_there(path: str) -> None:
    root, _ = render(path)
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    assert sorted(ids) == sorted(set(ids))
    links = [link.get("href", "") for link in root.iter("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_mistakes_are_logged_once_where_no_host_reports_them(
    caplog: pytest.LogCaptureFixture,
) -> None:
    markdown = Markdown(extensions=["mkdocs_course"])
    for _ in range(2):
        markdown.convert("Text.\n\n/// reflektion | Where?\n///\n")
    assert [message.split("\n")[0] for message in caplog.messages] == [
        "line 3: unknown block “reflektion”"
    ]


def test_no_message_shows_where_the_course_lies_on_this_machine(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    options = {"course": str(tmp_path / "course.yml")}
    markdown = Markdown(extensions=["mkdocs_course"], extension_configs={"mkdocs_course": options})
    markdown.convert("/// lab | Try\n    id: try\n    scenario: nope.json\n\nText.\n///\n")
    assert len(caplog.messages) == 2
    assert str(tmp_path.parent) not in caplog.text


def test_a_page_that_no_host_names_is_not_in_preparation() -> None:
    html = Markdown(extensions=["mkdocs_course"]).convert("/// module-header\n///\n")
    assert 'data-place="this"' in html
    assert "In preparation" not in html


def test_a_scenario_cannot_end_its_script() -> None:
    scenario = json.loads((DOCS / "labs" / "first-order.json").read_text(encoding="utf-8"))
    scenario["interventions"][0]["customer"] = "</script>"
    embedded, _ = recorded(json.dumps(scenario), "try-it")
    assert "<" not in embedded
    assert json.loads(embedded) == scenario


def test_it_needs_no_mkdocs() -> None:
    forbid = "import sys; sys.modules['mkdocs'] = None; sys.modules['jinja2'] = None; "
    convert = "import markdown; print(markdown.markdown('/// course-progress\\n///', "
    convert += "extensions=['mkdocs_course']))"
    run = subprocess.run(
        [sys.executable, "-c", forbid + convert], capture_output=True, text=True, check=True
    )
    assert "<course-progress" in run.stdout
