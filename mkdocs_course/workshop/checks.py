"""Linters and type checkers, all of them, before the tests."""

import subprocess
import sys

from mkdocs_course.workshop import node
from mkdocs_course.workshop.paths import ROOT

PYTHON = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
)
BROWSER = (
    ("tsc", "--project", "tsconfig.json"),
    ("tsc", "--project", "tsconfig.worker.json"),
    ("tsc", "--project", "tsconfig.snapshot.json"),
    ("biome", "check", "--error-on-warnings"),
)


def run_all() -> None:
    """Run every checker and raise at the first that fails."""
    for command in PYTHON:
        print("checking:", *command, file=sys.stderr, flush=True)
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)
    for command in BROWSER:
        print("checking:", *command, file=sys.stderr, flush=True)
        node.run(*command)


def fix() -> None:
    """Let ruff and Biome format and mend."""
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix"], cwd=ROOT, check=False)
    subprocess.run([sys.executable, "-m", "ruff", "format"], cwd=ROOT, check=True)
    node.run("biome", "check", "--write")
