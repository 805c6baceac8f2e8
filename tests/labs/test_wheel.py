"""The wheel that the browser loads: the package, its schemas, nothing else."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from labs_py import __version__, run
from tests.labs.runs import ROOT, first

SOURCES = ROOT / "labs_py"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=SOURCES, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (made,) = folder.iterdir()
    return made


def test_the_wheel_is_pure_and_carries_the_one_version(wheel: Path) -> None:
    assert wheel.name == f"labs_py-{__version__}-py3-none-any.whl"


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    named = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    python = {path for path in SOURCES.rglob("*.py") if "command_line" not in path.parts}
    wanted = [*python, *SOURCES.glob("schemas/*.json")]
    wanted += [SOURCES / "README.md", SOURCES / "py.typed"]
    assert named == {f"labs_py/{path.relative_to(SOURCES).as_posix()}" for path in wanted}


def test_the_wheel_runs_alone_and_finds_the_same_digest(wheel: Path) -> None:
    code = (
        "import sys, json; sys.path[:0] = [sys.argv[1]]; import labs_py;"
        "assert sys.argv[1] in labs_py.__file__;"
        "print(json.loads(labs_py.run_json(sys.stdin.read()))['digest'])"
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(wheel)]
    found = subprocess.run(
        command, input=json.dumps(first()), capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == run(first())["digest"]
