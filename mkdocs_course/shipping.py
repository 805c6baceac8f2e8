"""What the site ships besides its pages: the prepared browser files, and the published schemas."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_course.documents import SCHEMAS
from mkdocs_course.problems import Mistake

CURE = "python3 -m mkdocs_course site"


@dataclass(frozen=True)
class Assets:
    """The folder that `python3 -m mkdocs_course site` fills, as its assets.json describes it."""

    folder: Path
    site: Mapping[str, Any]
    lab: Mapping[str, Any]
    files: Mapping[str, str]


def load(folder: Path) -> Assets:
    """Read assets.json; when it is not there, say what makes it."""
    listing = folder / "assets.json"
    if not listing.is_file():
        raise Mistake("the browser code is not built", str(listing), "this command first", CURE)
    data = json.loads(listing.read_text(encoding="utf-8"))
    return Assets(folder, data["site"], data["lab"], data["files"])


def files(assets: Assets, schemas: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield each file to publish: its path in the site, and where it is now."""
    for target, source in assets.files.items():
        yield target, assets.folder / source
    for folder in [SCHEMAS, *schemas]:
        for schema in sorted(folder.glob("*.json")):
            yield f"schemas/{schema.name}", schema
