"""What a lab loads on Start: Pyodide as npm ships it, our wheel, and a snapshot made of both."""

import json
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from mkdocs_course.workshop import bundle, node
from mkdocs_course.workshop.paths import CACHE, LABS, NODE_MODULES, OVERRIDES, fingerprint

_PACKAGE = NODE_MODULES / "pyodide"
PYTHON = _PACKAGE / "pyodide.asm.wasm"
LIBRARY = _PACKAGE / "python_stdlib.zip"
_TRIM = Path(__file__).with_name("trim.py")
_MAKER = OVERRIDES / "browser" / "snapshot"


def version() -> str:
    """Return the pinned Pyodide version, as installed."""
    found = json.loads((_PACKAGE / "package.json").read_text(encoding="utf-8"))
    return str(found["version"])


def wheel(folder: Path) -> Path:
    """Build `labs_py` into a pure Python wheel with its own backend."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    # Dated by hatchling's own constant: a new commit alone must not make a new file to download.
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=LABS, env=env, check=True, stdout=quiet, stderr=quiet)
    return next(folder.glob("labs_py-*-py3-none-any.whl"))


def lock(labs: Path) -> str:
    """Return Pyodide's lock file with our wheel, its checksum, and nothing else.

    The packages of the distribution are left out because their files are not shipped: asking for
    one then says so at once, instead of asking a foreign host.
    """
    whole = PyodideLockSpec.from_json(_PACKAGE / "pyodide-lock.json")
    ours = add_wheels_to_spec(PyodideLockSpec(info=whole.info, packages={}), [labs])
    return json.dumps(ours.to_dict(), indent=1, sort_keys=True)


def snapshot(labs: Path, scratch: Path) -> Path:
    """Return Python's memory with the wheel imported; made anew only when its sources changed."""
    made = CACHE / f"snapshot-{fingerprint(LABS, _TRIM, _MAKER, OVERRIDES / 'package-lock.json')}"
    if not made.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        new = make_snapshot(labs, scratch)
        for old in CACHE.glob("snapshot-*"):
            old.unlink()
        shutil.move(new, made)
    return made


def head(snapshot: Path) -> bytes:
    """Return Pyodide's own header of a snapshot (overrides/browser/snapshot/snapshot.ts)."""
    data = snapshot.read_bytes()
    size, pages = struct.unpack_from("<II", data)
    start = 8 + 4 * pages
    return data[start : start + size]


def make_snapshot(labs: Path, scratch: Path) -> Path:
    """Boot Python under Node, import the wheel, and write down its memory."""
    maker = bundle.program("browser/snapshot/build.ts", scratch / "snapshot.mjs")
    made = scratch / "snapshot.bin"
    node.run("node", str(maker), f"{_PACKAGE}/", str(labs), str(_TRIM), str(made))
    return made
