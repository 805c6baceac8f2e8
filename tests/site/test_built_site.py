"""Real builds: what the plugin adds to the pages of a course."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from posixpath import normpath

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from mkdocs_course.course import Course, CourseError, Module
from mkdocs_course.ids import record_ids
from mkdocs_course.manifest import Manifest
from tests.site.conftest import Project


def test_a_right_course_builds_without_a_warning(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.build()
    assert [record.message for record in caplog.records if record.levelname != "INFO"] == []


def test_a_module_page_tells_the_browser_what_it_is(project: Project) -> None:
    project.build()
    island = project.island("modules/second")
    assert island["course"] == {"id": "small", "title": "A small course"}
    assert island["module"]["id"] == "second"
    assert len(island["module"]["fingerprint"]) == 8
    assert island["lab"] == {"script": "assets/course/lab.1.js"}
    assert [module["id"] for module in island["modules"]] == ["before", "second", "third"]
    assert island["modules"][0]["url"] is None
    assert "parts" not in island["modules"][1]


def test_all_addresses_lead_from_the_base_to_pages_that_are_there(project: Project) -> None:
    project.build()
    for page in ("", "progress", "modules/second"):
        island = project.island(page)
        site = Path(normpath(project.path(page).parent / island["base"]))
        linked = [module["url"] for module in island["modules"] if module["url"]]
        assert len(linked) == 2
        for url in linked:
            target = site / url
            assert (target / "index.html" if target.is_dir() else target).is_file()


def test_a_page_that_is_no_module_says_so(project: Project) -> None:
    project.build()
    assert project.island("")["module"] is None


def test_the_desk_knows_what_every_module_holds(project: Project) -> None:
    project.build()
    parts = {module["id"]: module["parts"] for module in project.island("progress")["modules"]}
    assert parts["before"] == []
    found = [(part["kind"], part["id"], part["outcomes"]) for part in parts["second"]]
    assert found == [("outcome", "choose", []), ("check", "why", ["choose"]), ("lab", "try-it", [])]
    assert project.island("progress")["desk"] is True


def test_fingerprints_change_with_the_text_and_not_with_its_white_space(project: Project) -> None:
    def prints() -> tuple[str, str]:
        project.build()
        check = re.search(r'data-fingerprint="(\w+)"[^>]* id="why"', project.html("modules/second"))
        assert check
        return project.island("modules/second")["module"]["fingerprint"], check[1]

    first = prints()
    project.change("modules/second.md", lambda text: text.replace("Because.", "Because.\n\n"))
    assert prints() == first
    project.change("modules/second.md", lambda text: text.replace("Because.", "Since."))
    second = prints()
    assert second[0] != first[0]
    assert second[1] != first[1]


CHANGED = "renamed:\n  why: why-this\n---\n\n"


def test_renames_reach_the_browser_as_keys_of_the_record(project: Project) -> None:
    project.change("modules/second.md", lambda text: text.replace("---\n\n", CHANGED, 1))
    project.change("modules/second.md", lambda text: text.replace("id: why\n", "id: why-this\n"))
    project.change(
        "ids.yml", lambda text: text.replace('"check/why"', '"check/why", "check/why-this"')
    )
    project.build()
    assert project.island("")["renamed"] == {"second/check/why": "second/check/why-this"}


def test_the_strip_links_the_neighbours_that_have_a_page(project: Project) -> None:
    project.build()
    html = project.html("modules/second")
    next_ = re.search(r'data-place="next">.*?<a class="module-strip__title" href="([^"]+)"', html)
    assert next_
    assert "Module 1 · Before</span>" in html
    target = project.path("modules/second").parent / next_[1]
    assert "<title>Module third</title>" in page_at(target)


def page_at(target: Path) -> str:
    path = Path(normpath(target))
    return (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")


def test_terms_lead_to_the_glossary_and_back_to_each_section_in_the_navigation(
    project: Project,
) -> None:
    project.build()
    link = re.search(r'class="term" href="([^"#]+)#queue"', project.html("modules/second"))
    assert link
    glossary = page_at(project.path("modules/second").parent / link[1])
    entry = re.search(r'id="queue">.*?</div>', glossary, re.DOTALL)
    assert entry
    uses = re.findall(r'<a href="([^"#]+)#([^"]+)">([^<]+)</a>', entry[0])
    assert [text for *_, text in uses] == [
        *("Where you are", "Main idea: it waits"),
        *("Where you are", "Main idea: it waits"),
    ]
    for address, anchor, _ in uses:
        assert f'id="{anchor}"' in page_at(project.path("glossary").parent / address)
    assert "uses of" not in glossary


def test_the_search_index_holds_the_prose_alone(project: Project) -> None:
    project.build()
    index = json.loads((project.root / "site/search/search_index.json").read_text())
    text = " ".join(doc["text"] for doc in index["docs"] if doc["location"].startswith("modules/"))
    assert "A queue, and a side to read." in " ".join(text.split())
    assert "A place where messages wait." not in text
    assert "cmd.received" not in text
    assert "Recorded" not in text
    assert 'class="recorded-run"' in project.html("modules/second")


def test_assets_and_schemas_are_published(project: Project) -> None:
    project.build()
    site = project.root / "site"
    assert (site / "assets/course/site.1.js").read_text() == "// site.js\n"
    published = {path.name for path in (site / "schemas").iterdir()}
    assert published == {"course.v1.json", "front-matter.v1.json", "ids.v1.json", "record.json"}
    assert not (site / "course.yml").exists()


def test_all_problems_of_all_pages_end_the_build(project: Project) -> None:
    wrong = "\n/// reflektion | Where?\n///\n\nA [thing](term:quue).\n"
    project.change("modules/second.md", lambda text: text + wrong)
    project.change("modules/third.md", lambda text: text.replace("minutes: 5", "minutes: soon"))
    lines = (project.docs / "modules/second.md").read_text().split("\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(project.config)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    block = lines.index("/// reflektion | Where?") + 1
    assert f"modules/second.md:{block}: unknown block “reflektion”" in run.stderr
    assert f"modules/second.md:{block + 3}: the glossary has no term “quue”" in run.stderr
    assert "modules/third.md:6: “minutes” does not fit" in run.stderr
    assert not project.path("modules/second").exists()


def test_served_pages_show_their_problems_until_they_are_mended(project: Project) -> None:
    project.change("modules/second.md", lambda text: text.replace("Because.", ""))
    project.build("serve")
    html = project.html("modules/second")
    shown = re.search(
        r'<section class="course-problems" role="alert">.*?</section>', html, re.DOTALL
    )
    assert shown
    assert "“quick-check” is empty" in shown[0]
    assert "course-problems" not in project.html("modules/third")
    project.change(
        "modules/second.md", lambda text: text.replace("choose\n\n\n///", "choose\n\nYes.\n///")
    )
    project.build("serve")
    assert "course-problems" not in project.html("modules/second")


def test_missing_assets_print_the_cure(project: Project) -> None:
    (project.root / "assets" / "assets.json").unlink()
    with pytest.raises(Abort):
        project.build()
    with pytest.raises(PluginError, match="python3 -m mkdocs_course site"):
        plugin_config(project)


def plugin_config(project: Project) -> None:
    config = load_config(str(project.config))
    config.plugins.on_config(config)


def test_a_missing_extension_prints_the_cure(project: Project) -> None:
    text = project.config.read_text()
    cut = text.index("  - mkdocs_course"), text.index("plugins:")
    project.config.write_text(text[: cut[0]] + text[cut[1] :])
    with pytest.raises(PluginError, match=r"glossary: docs/glossary\.md"):
        plugin_config(project)


def test_a_language_without_a_catalogue_is_refused(project: Project) -> None:
    text = project.config.read_text().replace("name: null,", "name: null, language: eo,")
    project.config.write_text(text)
    with pytest.raises(PluginError, match=r"eo\.json"):
        plugin_config(project)


def test_the_whole_course_is_computed_once() -> None:
    manifest = Manifest(Course(modules=[Module(id="a", title="A")]), {})
    assert manifest.island("a.md", ".")["modules"] is manifest.island("b.md", ".")["modules"]


@pytest.fixture
def problems(project: Project, caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Build a course that has problems; return the first line of each."""

    def build() -> list[str]:
        with pytest.raises(Abort):
            project.build()
        errors = [record for record in caplog.records if record.levelname == "ERROR"]
        return [record.getMessage().split("\n")[0].removeprefix("course: ") for record in errors][
            :-1
        ]

    return build


def test_front_matter_that_cannot_be_read_is_found_on_its_page(
    project: Project, problems: Callable[[], list[str]]
) -> None:
    project.change("modules/second.md", lambda text: text.replace("  choose:", "\tchoose:"))
    project.change("modules/third.md", lambda text: text.replace("5\n", "5: 6\n"))
    assert problems() == [
        "modules/second.md:8: this is not YAML: found character that cannot start any token",
        "modules/third.md:6: this is not YAML: mapping values are not allowed in this context",
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_page_that_is_not_utf_8_is_named(
    project: Project, problems: Callable[[], list[str]], encoding: str
) -> None:
    page = project.docs / "notes/note.md"
    page.write_bytes("# A note\n\nCafé.\n".encode(encoding))
    line = 1 if encoding == "utf-16" else 3
    assert problems() == [f"notes/note.md:{line}: a character is not UTF-8"]


def test_an_option_that_does_not_exist_is_named(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.config.write_text(project.config.read_text().replace("      course:", "      corse:"))
    with pytest.raises(Abort):
        project.build()
    assert "unknown option “corse” of mkdocs_course" in caplog.text
    assert "did you mean “course”?" in caplog.text


def test_a_module_that_was_renamed_takes_its_work_along(project: Project) -> None:
    project.change("modules/second.md", lambda text: text.replace("id: second", "id: two"))
    project.change("modules/second.md", lambda text: text.replace("---\n\n", CHANGED, 1))
    project.change("modules/second.md", lambda text: text.replace("id: why\n", "id: why-this\n"))
    project.change("course.yml", lambda text: text + "renamed: {second: two}\n")
    project.change("ids.yml", lambda text: text.replace("{", '{"two": ["check/why-this"], ', 1))
    record_ids(project.docs / "course.yml")
    project.build()
    assert project.island("")["renamed"] == {
        "two/check/why": "two/check/why-this",
        "second/module/second": "two/module/two",
        "second/place/second": "two/place/two",
        "second/check/why": "two/check/why-this",
        "second/lab/try-it": "two/lab/try-it",
    }


def test_a_module_that_has_vanished_stops_the_build_and_the_recording_of_ids(
    project: Project, problems: Callable[[], list[str]]
) -> None:
    project.change("modules/second.md", lambda text: text.replace("id: second", "id: two"))
    gone = "ids.yml:1: the module “second” has vanished; ids recorded for it: 3"
    with pytest.raises(CourseError, match=gone):
        record_ids(project.docs / "course.yml")
    assert gone in problems()


def test_served_pages_show_the_problems_of_the_glossary_and_the_ledger(project: Project) -> None:
    project.change("glossary.md", lambda text: text + "\nC++\n:   One.\n\nC#\n:   Another.\n")
    project.change("ids.yml", lambda text: "<<<<<<< HEAD\n" + text)
    project.build("serve")
    html = project.html("modules/third")
    assert "“C++” and “C#” differ in signs alone" in html
    assert "ids.yml:2: this is not YAML" in html


def test_a_term_in_any_script_leads_back_to_its_uses(project: Project) -> None:
    project.change("glossary.md", lambda text: text + "\nмир\n:   The world.\n")
    project.change("modules/third.md", lambda text: text + "\nA мир.\n")
    project.build()
    entry = re.search(r'id="мир">.*?</div>', project.html("glossary"), re.DOTALL)
    assert entry
    assert "Main idea: it waits</a>" in entry[0]


def test_a_glossary_that_is_not_there_is_named(
    project: Project, problems: Callable[[], list[str]]
) -> None:
    project.config.write_text(project.config.read_text().replace("glossary.md", "glosary.md"))
    assert "glosary.md:1: there is no glossary glosary.md" in problems()
