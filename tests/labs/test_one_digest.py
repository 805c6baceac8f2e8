"""The same scenario gives the same digest on every Python that the course is built or read with.

Here CPython 3.12 and 3.13; Pyodide in a real browser is in `tests/browser/lab/test_digest.py`.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from labs_py import run
from mkdocs_course.__main__ import find_uv
from tests.labs.long_run import LONG_RUN
from tests.labs.runs import ROOT

VERSIONS = ("3.12", "3.13")
PYTHONS = ROOT / ".cache" / "pythons"


def candidates(version: str) -> Iterator[str]:
    """Yield what may be a Python of this version: this one, the machine's, pyenv's."""
    if sys.version.startswith(f"{version}."):
        yield sys.executable
    found = shutil.which(f"python{version}")
    if found:
        yield found
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for path in sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}")):
        yield str(path)


def python(version: str) -> str:
    """Return a Python of this version; where the machine has none, uv gets one."""
    for path in candidates(version):
        # A shim of pyenv is there for every version, and works for those that are switched on.
        if subprocess.run([path, "-V"], check=False, capture_output=True).returncode == 0:
            return path
    uv = [find_uv(), "python"]
    subprocess.run([*uv, "install", version, "--install-dir", str(PYTHONS)], check=True)
    environment = os.environ | {"UV_PYTHON_INSTALL_DIR": str(PYTHONS)}
    found = subprocess.run(
        [*uv, "find", "--managed-python", version],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return found.stdout.strip()


@cache
def found_by(version: str) -> tuple[str, dict[str, Any]]:
    """Run the long run on another Python, with nothing but the standard library."""
    command = [python(version), "-S", "-m", "tests.labs.long_run"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    digest, measures = json.loads(done.stdout)
    return digest, measures


@pytest.mark.parametrize("version", VERSIONS)
def test_every_python_finds_the_digest(version: str) -> None:
    assert found_by(version)[0] == LONG_RUN["digest"]


def test_every_python_finds_the_same_measures() -> None:
    """Shares and rates are fractions; one division of whole numbers is rounded alike everywhere."""
    first, *others = [found_by(version)[1] for version in VERSIONS]
    assert others == [first]


def test_the_run_is_long_enough_to_tell_platforms_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = 0

    class Counted(random.Random):
        def random(self) -> float:
            nonlocal drawn
            drawn += 1
            return super().random()

    monkeypatch.setattr("labs_py.streams.random.Random", Counted)
    assert run(LONG_RUN["scenario"])["digest"] == LONG_RUN["digest"]
    assert drawn > 200_000
