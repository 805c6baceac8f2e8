"""Read and write `docs/ids.yml`, the ledger of ids by module."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from mkdocs_course.author_files import text_of
from mkdocs_course.documents import Document, read
from mkdocs_course.problems import Found

NAME = "ids.yml"
HEADER = (
    "# Every id learners may have met, by module. Written by `python3 -m mkdocs_course ids`.\n"
    "# A line may only be deleted by hand, and only when no learner can have met that id.\n"
)


def load(folder: Path) -> tuple[Document, list[Found]]:
    """Read the ledger, module: list of `kind/id`; an absent one is empty."""
    path = folder / NAME
    text = text_of(path) if path.is_file() else ""
    return read(text if re.search(r"^[^#\s]", text, re.MULTILINE) else "{}", "ids.v1.json")


def save(folder: Path, ledger: Mapping[str, Sequence[str]]) -> None:
    rows = yaml.safe_dump({name: list(ids) for name, ids in ledger.items()}, sort_keys=False)
    (folder / NAME).write_text(HEADER + rows, encoding="utf-8")
