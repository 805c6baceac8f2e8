"""Search answers those who take the course; what its makers decided does not come up."""

import json
from pathlib import Path

import pytest

type Docs = list[dict[str, str]]


@pytest.fixture(scope="module")
def docs(site: Path) -> Docs:
    text = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    found: Docs = json.loads(text)["docs"]
    return found


def test_the_notes_of_the_makers_are_not_found(site: Path, docs: Docs) -> None:
    assert (site / "project" / "contracts" / "index.html").is_file()
    folders = {entry["location"].partition("/")[0] for entry in docs}
    assert "modules" in folders
    assert "project" not in folders


def text_of(docs: Docs, location: str) -> str:
    (text,) = (entry["text"] for entry in docs if entry["location"] == location)
    return text


def test_a_name_stands_apart_from_what_it_names(docs: Docs) -> None:
    """A result shows this text: “Must guaranteeA command” would be found by neither word."""
    stage = text_of(docs, "modules/advanced-patterns/index.html#command-api-title")
    assert "Must guarantee A command" in stage
    assert " What breaks A " in stage


def test_the_names_of_the_neighbours_answer_no_query(docs: Docs) -> None:
    top = text_of(docs, "modules/advanced-patterns/index.html")
    assert "minutes" in top
    assert "Resilience" not in top
