"""Search answers those who take the course; what its makers decided does not come up."""

import json
from pathlib import Path


def test_the_notes_of_the_makers_are_not_found(site: Path) -> None:
    assert (site / "project" / "contracts" / "index.html").is_file()
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    folders = {entry["location"].partition("/")[0] for entry in index["docs"]}
    assert "modules" in folders
    assert "project" not in folders
