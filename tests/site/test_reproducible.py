"""The same commit gives the same bytes: in another folder, at another time, for another user."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from mkdocs_course.workshop import assets
from mkdocs_course.workshop.paths import CACHE, NODE_MODULES, ROOT

LARGE = 150_000  # bytes
COMMIT = {
    "GIT_AUTHOR_DATE": "2026-11-23T10:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-23T10:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
PLACES = {
    "here": {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"},
    "another place": {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "2", "LC_ALL": "C"},
}


def checkout(folder: Path) -> None:
    """Copy what git would, what installing would bring, and the twins that take long."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    twins = folder / ".cache" / "twins"
    twins.mkdir(parents=True)
    for twin in CACHE.glob("twins/*"):
        if twin.stat().st_size > LARGE:
            shutil.copyfile(twin, twins / twin.name)
    (folder / "overrides" / "node_modules").symlink_to(NODE_MODULES)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "-m", "one"]):
        subprocess.run([*git, *command], cwd=folder, env={**os.environ, **COMMIT}, check=True)


def start(folder: Path, place: str, umask: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mkdocs_course.workshop", "site"]
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **PLACES[place]}
    return subprocess.Popen(command, cwd=folder, env=env, umask=umask)


def contents(site: Path) -> dict[str, str]:
    files = [path for path in site.rglob("*") if path.is_file()]
    return {
        str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def test_two_builds_of_one_commit_are_the_same_bytes(tmp_path: Path) -> None:
    assets.prepare()
    folders = [tmp_path / place for place in PLACES]
    for folder in folders:
        checkout(folder)
    builds = [
        start(folder, folder.name, umask)
        for folder, umask in zip(folders, (0o022, 0o077), strict=True)
    ]
    assert [build.wait() for build in builds] == [0, 0]
    here, there = [contents(folder / "site") for folder in folders]
    assert len(here) > 100
    assert {
        path for path in here.keys() | there.keys() if here.get(path) != there.get(path)
    } == set()
