"""The commands that write files of the course: a new module, and the ledger of ids."""

import shutil
from pathlib import Path

import pytest
import yaml

from mkdocs_course.blocks import SPECS
from mkdocs_course.course import CourseError
from mkdocs_course.course_file import load
from mkdocs_course.ids import read, record_ids
from mkdocs_course.problems import Mistake
from mkdocs_course.scaffold import new_module

COURSE = Path(__file__).parent / "course"
WORKED = "/// worked-example | A story\n    id: a-story\n\nOnce.\n///\n"


@pytest.fixture
def course_yml(tmp_path: Path) -> Path:
    return shutil.copytree(COURSE, tmp_path / "docs") / "course.yml"


def problems(course_yml: Path, page: str) -> list[str]:
    course = load(course_yml)
    found = [*course.problems, *read(course, page).problems]
    return [problem.message for problem in found]


def test_a_new_module_takes_the_place_of_its_announcement(course_yml: Path) -> None:
    page = new_module(course_yml, "after")
    course = load(course_yml)
    assert [module.id for module in course.modules] == ["before", "second", "after"]
    assert course.modules[2].page == "modules/after.md"
    assert course.modules[2].title == "After"
    assert page.is_file()
    assert "sections:" in course_yml.read_text(encoding="utf-8")


def test_a_new_module_without_announcement_comes_last(course_yml: Path) -> None:
    new_module(course_yml, "one-more")
    modules = load(course_yml).modules
    assert [module.id for module in modules] == ["before", "second", "after", "one-more"]
    assert [module.number for module in modules] == [1, 2, 3, 4]


def test_a_new_module_has_no_problem_once_its_ids_are_recorded(course_yml: Path) -> None:
    new_module(course_yml, "after")
    record_ids(course_yml)
    assert problems(course_yml, "modules/after.md") == []


def test_a_new_module_starts_with_every_section_of_the_real_course(tmp_path: Path) -> None:
    docs = shutil.copytree(Path(__file__).parents[2] / "docs", tmp_path / "docs")
    new_module(docs / "course.yml", "one-more-module")
    record_ids(docs / "course.yml")
    assert problems(docs / "course.yml", "modules/one-more-module.md") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_the_list_of_modules_keeps_its_line_ends(course_yml: Path, newline: str, end: str) -> None:
    text = course_yml.read_text(encoding="utf-8").split("sections:")[0].strip() + end
    course_yml.write_text(text, encoding="utf-8", newline=newline)
    new_module(course_yml, "one-more")
    data = course_yml.read_bytes()
    assert data.count(b"\r\n") == (data.count(b"\n") if newline == "\r\n" else 0)
    assert len(load(course_yml).modules) == 4


@pytest.mark.parametrize("front", ["minutes: [5\n", "a: b: c\n", "minutes: 5\nminutes: 6\n"])
def test_ids_of_a_page_that_cannot_be_read_are_refused(course_yml: Path, front: str) -> None:
    page = course_yml.parent / "modules" / "second.md"
    page.write_text(f"---\nid: second\n{front}---\n\n{WORKED}", encoding="utf-8")
    before = (course_yml.parent / "ids.yml").read_text(encoding="utf-8")
    with pytest.raises(CourseError, match=r"modules/second\.md:\d: this is not YAML"):
        record_ids(course_yml)
    assert (course_yml.parent / "ids.yml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("name", ["course.yml", "ids.yml"])
def test_ids_of_a_course_that_cannot_be_read_are_refused(course_yml: Path, name: str) -> None:
    (course_yml.parent / name).write_text("<<<<<<< HEAD\nsecond:\n", encoding="utf-8")
    with pytest.raises(CourseError, match=f"{name}:2: this is not YAML"):
        record_ids(course_yml)


def test_a_list_of_modules_on_one_line_stays_as_it_is(course_yml: Path) -> None:
    text = "id: small\ntitle: Small\nmodules: [{page: modules/second.md}]\n"
    course_yml.write_text(text, encoding="utf-8")
    with pytest.raises(Mistake, match="lines of its own"):
        new_module(course_yml, "after")
    assert course_yml.read_text(encoding="utf-8") == text
    assert not (course_yml.parent / "modules" / "after.md").exists()


def test_a_new_module_takes_a_number_that_is_free(course_yml: Path) -> None:
    text = course_yml.read_text(encoding="utf-8").replace("number: 3", "number: 4")
    course_yml.write_text(text, encoding="utf-8")
    new_module(course_yml, "one-more")
    assert [module.number for module in load(course_yml).modules] == [1, 2, 4, 5]


EMPTY = "id: small\ntitle: Small\nmodules: []\n"
WITHOUT = "id: small\ntitle: Small\n"
BROKEN = "id: small\nmodules: [\n"


@pytest.mark.parametrize("text", [EMPTY, WITHOUT, BROKEN])
def test_no_module_is_started_in_a_course_that_has_problems(course_yml: Path, text: str) -> None:
    course_yml.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"course\.yml:"):
        new_module(course_yml, "after")
    assert course_yml.read_text(encoding="utf-8") == text
    assert not (course_yml.parent / "modules" / "after.md").exists()


@pytest.mark.parametrize("name", ["second", "Not An Id", "../escape"])
def test_a_module_that_is_there_or_has_no_right_id_is_refused(course_yml: Path, name: str) -> None:
    before = course_yml.read_text(encoding="utf-8")
    with pytest.raises(Mistake):
        new_module(course_yml, name)
    assert course_yml.read_text(encoding="utf-8") == before


def test_new_ids_are_added_and_old_ones_kept(course_yml: Path) -> None:
    page = course_yml.parent / "modules" / "second.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n" + WORKED, encoding="utf-8")
    assert record_ids(course_yml) == ["second/worked-example/a-story"]
    page.write_text(page.read_text(encoding="utf-8").replace("a-story", "b"), encoding="utf-8")
    assert record_ids(course_yml) == ["second/worked-example/b"]
    ledger = yaml.safe_load((course_yml.parent / "ids.yml").read_text(encoding="utf-8"))
    assert ledger["second"] == ["outcome/choose", "worked-example/a-story", "worked-example/b"]
    assert record_ids(course_yml) == []


def test_every_block_with_an_id_keeps_a_kind_of_its_own() -> None:
    kinds = [spec.kind or name for name, spec in SPECS.items() if spec.has_id]
    assert sorted(kinds) == sorted(set(kinds))
