"""The course as one zip file: unpack it anywhere, open `index.html`, no server and no network."""

import hashlib
import importlib.metadata
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mkdocs_course import course_file
from mkdocs_course.messages import text

# What only a host has a use for: twins it sends in place of a file, its settings, and maps for
# debuggers.
HOSTS_ONLY = ("*.gz", "*.br", "*.map", "_headers", "sitemap.xml")
EPOCH = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier time; a fixed one makes builds comparable


def build(site: Path, dist: Path, course: Path) -> Path:
    """Write `<course>-<version>.zip` and its checksum into `dist`; return the zip's path.

    All files lie in one folder whose name has no version: Firefox keeps the learner record with
    the folder, and a new version unpacked over the old one finds it there.
    """
    about = course_file.load(course)
    version = importlib.metadata.version("mkdocs-course")
    contents = dict(files(site))
    contents["README.txt"] = text("disk.readme", title=about.title).encode()
    contents["checksums.txt"] = checksums(contents)
    dist.mkdir(exist_ok=True)
    path = dist / f"{about.id}-{version}.zip"
    pack(path, about.id, contents)
    total = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".zip.sha256").write_text(f"{total}  {path.name}\n", encoding="utf-8")
    return path


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of the site that serves on disk."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and not any(path.match(pattern) for pattern in HOSTS_ONLY):
            yield path.relative_to(site).as_posix(), path.read_bytes()


def checksums(contents: dict[str, bytes]) -> bytes:
    """Return the list that `sha256sum --check` reads."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in contents.items())
    return "".join(lines).encode()


def pack(path: Path, folder: str, contents: dict[str, bytes]) -> None:
    """Write the zip beside its place first, so that there is never half of one."""
    unfinished = path.with_suffix(".part")
    with ZipFile(unfinished, "w") as archive:
        for name in sorted(contents):
            entry = ZipInfo(f"{folder}/{name}", EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # the same bytes wherever it is made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, contents[name], compresslevel=9)
    unfinished.replace(path)
