"""The course as a learner unpacks it: a folder with spaces and foreign letters, from disk."""

import shutil
from pathlib import Path

FOLDER = "Mañana räumen wir auf · 講義"


def unpack(site: Path, where: Path) -> Path:
    """Put the built site there, without doubling its bytes, and return its folder."""
    folder = where / FOLDER
    shutil.copytree(site, folder, copy_function=lambda source, to: Path(to).hardlink_to(source))
    return folder


def address(folder: Path, page: str = "") -> str:
    """Return the address of a page, as a double click on its file opens it."""
    return (folder / page / "index.html").as_uri()
