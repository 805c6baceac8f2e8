"""The course as a learner unpacks it: a folder with spaces and foreign letters, from disk."""

from pathlib import Path
from zipfile import ZipFile

FOLDER = "Mañana räumen wir auf · 講義"


def unpack(archive: Path, where: Path) -> Path:
    """Unpack the zip there and return the folder with the course."""
    with ZipFile(archive) as files:
        files.extractall(where / FOLDER)
    return where / FOLDER / archive.name.rpartition("-")[0]


def address(folder: Path, page: str = "") -> str:
    """Return the address of a page, as a double click on its file opens it."""
    return (folder / page / "index.html").as_uri()
