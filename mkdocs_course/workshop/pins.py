"""Pins: exact versions with hashes and no registry host, so that they hold behind any mirror."""

import subprocess

from mkdocs_course.__main__ import find_uv
from mkdocs_course.workshop.paths import ROOT

_FOLDER = ROOT / "mkdocs_course" / "workshop"
_FORM = (
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def write() -> None:
    """Write requirements.txt from pyproject.toml and its dependency groups."""
    groups = [part for extra in ("mkdocs", "lab", "dask") for part in ("--extra", extra)]
    groups += ["--group", "site", "--group", "test", "--python-version", "3.12"]
    out = ["--output-file", str(_FOLDER / "requirements.txt")]
    command = [find_uv(), "pip", "compile", *_FORM, *groups, *out, "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
