"""The zip: one folder, every file vouched for, the same bytes each time."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from mkdocs_course.workshop import archive
from mkdocs_course.workshop.paths import ROOT

COURSE = ROOT / "docs" / "course.yml"
NAME = "digital-cloud-scale"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give a site of a few files, some of them for hosts alone."""
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    for name in ("index.html", "licences.txt", "assets/page.js", "assets/page.js.map"):
        (site / name).write_text(name, encoding="utf-8")
    for name in ("index.html.gz", "assets/page.js.br", "_headers", "sitemap.xml"):
        (site / name).write_text(name, encoding="utf-8")
    return site


def test_all_lies_in_one_folder_without_a_version(small: Path, tmp_path: Path) -> None:
    path = archive.build(small, tmp_path / "dist", COURSE)
    assert path.name == f"{NAME}-0.1.0.zip"
    names = ZipFile(path).namelist()
    wanted = ["README.txt", "assets/page.js", "checksums.txt", "index.html", "licences.txt"]
    assert names == [f"{NAME}/{name}" for name in wanted]


def test_every_file_is_vouched_for(small: Path, tmp_path: Path) -> None:
    path = archive.build(small, tmp_path / "dist", COURSE)
    check = ["sha256sum", "--check", "--strict", "--quiet"]
    subprocess.run([*check, f"{path.name}.sha256"], cwd=path.parent, check=True)
    shutil.unpack_archive(path, tmp_path)
    folder = tmp_path / NAME
    subprocess.run([*check, "checksums.txt"], cwd=folder, check=True)
    listed = {line.split("  ")[1] for line in (folder / "checksums.txt").read_text().splitlines()}
    assert listed == {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {
        "checksums.txt"
    }
    (folder / "index.html").write_text("other", encoding="utf-8")
    assert subprocess.run([*check, "checksums.txt"], cwd=folder, check=False).returncode == 1


def test_the_same_site_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    first = archive.build(small, tmp_path / "one", COURSE)
    shutil.copytree(small, tmp_path / "again", copy_function=shutil.copyfile)
    for file in (tmp_path / "again").rglob("*"):
        file.chmod(0o777)
    second = archive.build(tmp_path / "again", tmp_path / "two", COURSE)
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, second)}
    assert len(digests) == 1


def test_the_readme_says_what_to_open(small: Path, tmp_path: Path) -> None:
    path = archive.build(small, tmp_path / "dist", COURSE)
    readme = ZipFile(path).read(f"{NAME}/README.txt").decode()
    assert readme.startswith("Digital and Cloud Scale Architecture\n")
    assert "Open index.html" in readme
