"""`site`: the course as a folder for any static host, the same bytes for the same commit."""

import os
import subprocess
import sys
from pathlib import Path

from mkdocs_course.workshop import assets, headers, offline, twins
from mkdocs_course.workshop.paths import ROOT


def publish(*options: str, site: Path = ROOT / "site") -> Path:
    """Build the site into a folder; add headers, the service worker and precompressed twins."""
    assets.prepare()
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", *options]
    env = {**environment(), "COURSE_OFFLINE": "true"}
    subprocess.run([*command, "--site-dir", str(site)], cwd=ROOT, env=env, check=True)
    headers.write(site)
    offline.write(site)
    twins.write(site)
    return site


def environment() -> dict[str, str]:
    """Return the environment of a build: what is dated has the date of the commit."""
    # Material's end-of-life notice, on every run: docs/project/decisions/leaving-mkdocs.md answers.
    ours = {"NO_MKDOCS_2_WARNING": "1"}
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if commit.returncode == 0:
        ours["SOURCE_DATE_EPOCH"] = commit.stdout.strip()
    return {**ours, **os.environ}
