"""Every command of the page for teachers does what the page shows."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.command_line.shell import ROOT

PAGE = (ROOT / "docs" / "simulator.md").read_text(encoding="utf-8")
SHELL = re.compile(r"```text\n\$ python3 -m mkdocs_course lab (.*)\n([^`]*)```")


def words(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines() if line.strip()]


def test_the_commands_of_the_page_print_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    (scenario,) = re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)
    (tmp_path / "busy.json").write_text(scenario, encoding="utf-8")
    shown = SHELL.findall(PAGE)
    assert len(shown) == PAGE.count("```text\n")
    named = re.findall(r"--out (\S+)", PAGE)
    assert len(named) == len(set(named)), "a reader who types one after the other loses a file"
    for typed, printed in shown:
        command = [sys.executable, "-m", "labs_py.command_line", *typed.split()]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert words(done.stdout) == words(printed)
    assert len(json.loads((tmp_path / "sweep.json").read_text())["results"]) == 24
    assert ET.parse(tmp_path / "stale.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own
    assert (tmp_path / "lags.png").read_bytes().startswith(b"\x89PNG")
