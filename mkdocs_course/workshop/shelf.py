"""A folder of files to publish, named by their content."""

import gzip
from pathlib import Path

from mkdocs_course.workshop.paths import digest


class Shelf:
    """A folder being filled with files that will be published under the same relative path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[str] = []

    def put(self, data: bytes, path: str) -> str:
        """Write `data` at `path`, `{}` in it standing for the content's digest; return the path."""
        where = path.format(digest(data))
        target = self.folder / where
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.files.append(where)
        return where

    def size(self, paths: list[str]) -> int:
        """Return what a compressing host sends for these files, in bytes."""
        packed = (gzip.compress((self.folder / path).read_bytes(), 6) for path in paths)
        return sum(len(data) for data in packed)
