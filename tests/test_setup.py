"""What a newcomer runs, and what a clone may hold."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_course.workshop.commands import COMMANDS
from mkdocs_course.workshop.paths import OVERRIDES, ROOT

TOP_LEVEL = {
    *("pyproject.toml", "README.md", "mkdocs.yml", "docs", "labs_py", "overrides", "tests"),
    *("mkdocs_course", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md"),
}
WORKSHOP = ROOT / "mkdocs_course" / "workshop"


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [Path(line) for line in listed.stdout.splitlines()]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_named_in_the_papers_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"python3 -m mkdocs_course ([a-z-]+)", text))
    assert named
    assert named <= COMMANDS.keys()


def test_ci_runs_the_readme_s_test_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\n    python3 -m mkdocs_course test\n" in readme
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_bootstrap_runs_on_a_bare_old_python() -> None:
    for name in ("__init__.py", "__main__.py"):
        source = (ROOT / "mkdocs_course" / name).read_text(encoding="utf-8")
        tree = ast.parse(source, feature_version=(3, 9))
        imported = {
            alias.name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in (
                [ast.alias(node.module or "")] if isinstance(node, ast.ImportFrom) else node.names
            )
        }
        assert imported <= sys.stdlib_module_names


def test_pinning_needs_nothing_of_what_it_is_to_pin(tmp_path: Path) -> None:
    """A dependency that the workshop imports already, and that no environment can hold yet."""
    for name in ("__init__.py", "__main__.py"):
        (tmp_path / "mkdocs_course").mkdir(exist_ok=True)
        shutil.copy(ROOT / "mkdocs_course" / name, tmp_path / "mkdocs_course" / name)
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(f'#!/bin/sh\necho "$@" >>"{tmp_path}/asked"\n')
    uv.chmod(0o755)
    env = {"PATH": f"{uv.parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "mkdocs_course", "pin"]
    subprocess.run(command, cwd=tmp_path, env=env, check=True, timeout=30)
    (asked,) = (tmp_path / "asked").read_text().splitlines()
    assert asked.startswith("pip compile ")
    assert f"--output-file {tmp_path}/mkdocs_course/workshop/requirements.txt" in asked


@pytest.mark.parametrize("name", ["requirements.txt", "uv.txt"])
def test_python_packages_are_pinned_by_hash_and_by_no_host(name: str) -> None:
    text = (WORKSHOP / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9].*", text, flags=re.MULTILINE)
    assert all("==" in pin for pin in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_npm_packages_are_pinned_by_hash_and_by_no_host() -> None:
    text = (OVERRIDES / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') >= 11


def test_the_top_level_is_the_agreed_one() -> None:
    top = {path.parts[0] for path in tracked() if not path.parts[0].startswith(".")}
    assert top <= TOP_LEVEL


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    machine = (str(ROOT), str(Path.home()) + "/")
    for path in tracked():
        data = (ROOT / path).read_bytes()
        assert not any(place.encode() in data for place in machine), path
