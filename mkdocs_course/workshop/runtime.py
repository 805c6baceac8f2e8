"""What a lab loads on Start: Pyodide as npm ships it, our wheel, a lock that vouches for it."""

import json
import subprocess
import sys
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from mkdocs_course.workshop.paths import LABS, NODE_MODULES

_PACKAGE = NODE_MODULES / "pyodide"
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


def version() -> str:
    """Return the pinned Pyodide version, as installed."""
    found = json.loads((_PACKAGE / "package.json").read_text(encoding="utf-8"))
    return str(found["version"])


def parts() -> list[Path]:
    """Return the files of the runtime itself; npm has checked them against the integrity hash."""
    return [_PACKAGE / name for name in PARTS]


def wheel(folder: Path) -> Path:
    """Build `labs_py` into a pure Python wheel with its own backend."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(
        command, cwd=LABS, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return next(folder.glob("labs_py-*-py3-none-any.whl"))


def lock(labs: Path) -> str:
    """Return Pyodide's lock file with our wheel, its checksum, and nothing else.

    The packages of the distribution are left out because their files are not shipped: asking for
    one then says so at once, instead of asking a foreign host.
    """
    whole = PyodideLockSpec.from_json(_PACKAGE / "pyodide-lock.json")
    ours = add_wheels_to_spec(PyodideLockSpec(info=whole.info, packages={}), [labs])
    return json.dumps(ours.to_dict(), indent=1, sort_keys=True)
