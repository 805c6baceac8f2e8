"""`python3 -m mkdocs_course <command>`: from a bare clone to a running course.

This file runs on any Python from 3.9 on, with nothing installed. It makes the project's own
environment (uv, the pinned Python, the pinned packages) and hands over to `mkdocs_course.workshop`
inside it. Only the pins are made here: the environment cannot hold yet what is to be pinned.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKSHOP = ROOT / "mkdocs_course" / "workshop"
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
BIN = "Scripts" if os.name == "nt" else "bin"
# Exact versions with hashes and no registry host, so that they hold behind any mirror.
PINS = (
    *("--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header"),
    *("--quiet", "--python-version", "3.12", "--group", "site", "--group", "test"),
    *("--extra", "mkdocs", "--extra", "lab", "--extra", "dask"),
)


def find_uv() -> str:
    """Return a uv to run: the machine's own, or one that pip puts into `.cache/uv`."""
    found = shutil.which("uv")
    if found:
        return found
    ours = CACHE / "uv" / BIN / ("uv.exe" if os.name == "nt" else "uv")
    if not ours.exists():
        print("Getting uv, which makes the project's environment …", file=sys.stderr)
        # --target works where the system forbids installing into itself (PEP 668).
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        target = ["--upgrade", "--target", str(CACHE / "uv"), "--require-hashes"]
        subprocess.run([*pip, *target, "-r", str(WORKSHOP / "uv.txt")], check=True)
    return str(ours)


def pin() -> None:
    """Write requirements.txt from pyproject.toml and its dependency groups."""
    out = ["--output-file", str(WORKSHOP / "requirements.txt"), "pyproject.toml"]
    command = [find_uv(), "pip", "compile", *PINS, *out]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def wanted() -> str:
    """Return a digest of all that decides what the environment holds."""
    files = [ROOT / ".python-version", ROOT / "pyproject.toml", WORKSHOP / "requirements.txt"]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def make_environment() -> Path:
    """Bring `.venv` up to date and return its Python."""
    python = VENV / BIN / ("python.exe" if os.name == "nt" else "python")
    stamp = VENV / "course-environment"
    if python.exists() and stamp.exists() and stamp.read_text() == wanted():
        return python
    uv = find_uv()
    print("Making the environment in .venv …", file=sys.stderr)
    install = [uv, "pip", "install", "--quiet", "--python", str(python)]
    subprocess.run([uv, "venv", "--quiet", "--allow-existing", str(VENV)], cwd=ROOT, check=True)
    subprocess.run(
        [*install, "--exact", "--require-hashes", "-r", str(WORKSHOP / "requirements.txt")],
        cwd=ROOT,
        check=True,
    )
    ours = [*install, "--no-deps", "--no-build-isolation", "--editable", "."]
    subprocess.run(ours, cwd=ROOT, check=True)
    stamp.write_text(wanted())
    return python


def main() -> int:
    """Make the environment, then run the command in it."""
    try:
        if sys.argv[1:] == ["pin"]:
            pin()
            return 0
        python = make_environment()
    except subprocess.CalledProcessError as error:
        print(f"\nThis step failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        print(
            "It needs the package registries. Mend the cause above and run again.", file=sys.stderr
        )
        return 1
    command = [str(python), "-m", "mkdocs_course.workshop", *sys.argv[1:]]
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
