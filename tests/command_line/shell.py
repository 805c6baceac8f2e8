"""The real command in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "labs_py.command_line"]
ROOT = Path(__file__).parents[2]
FIRST = ROOT / "docs" / "labs" / "first-order.json"
BUSY: dict[str, Any] = {
    "schema": 1,
    "lab": "command-to-projection",
    "seed": 7,
    "parameters": {
        "load.commands_per_s": 80,
        "load.until_us": 2_000_000,
        "load.own_reads": 1,
        "handler.service_us": 5_000,
        "store.append_us": 2_000,
        "relay.poll_us": 0,
        "net.hop_us": 1_000,
        "projector.service_us": 10_000,
        "query.cost_us": 2_000,
    },
}
MANY = ("--vary", "projector.instances=1..4", "--seeds", "1..15")
"""60 points: enough to be disturbed in the middle of them."""
PATIENCE_S = 120.0


def lab(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    typed = [*COMMAND, *map(str, arguments)]
    return subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=False)


def told(*arguments: object) -> str:
    """Return what a command prints that does what it says."""
    done = lab(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(*arguments: object) -> str:
    """Return the one line that a command says which cannot do it."""
    done = lab(*arguments)
    assert done.returncode == 1
    assert not done.stdout
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.removeprefix("error: ").strip()


HOLD = """
import sys, time
from pathlib import Path

if any(name in " ".join(sys.orig_argv) for name in ("spawn_main", "dask_worker")):
    from labs_py.command_line import points

    work, here = points.evaluate, Path(__file__).parent

    def evaluate(given):
        journals = [path.read_bytes().count(b"\\n") for path in here.glob("*.journal")]
        while sum(journals) >= 3 and not (here / "go on").exists():
            time.sleep(0.01)
        return work(given)

    points.evaluate = evaluate
"""
"""What a process that works runs first: with three results in the journal it waits to be let go."""


def hold(folder: Path) -> dict[str, str]:
    """Return the surroundings in which a sweep into ``folder`` cannot end before `let_go`."""
    (folder / "sitecustomize.py").write_text(HOLD, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def let_go(folder: Path) -> None:
    """Let the processes of a sweep that is held go on."""
    (folder / "go on").touch()


def start(
    *arguments: object, log: Path, surroundings: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a command that can be disturbed on its way, in a process group of its own."""
    typed, env = [*COMMAND, *map(str, arguments)], os.environ | (surroundings or {})
    with log.open("wb") as file:
        return subprocess.Popen(
            typed, cwd=ROOT, stdout=file, stderr=file, start_new_session=True, env=env
        )


def until(happens: Callable[[], bool]) -> None:
    """Wait for a condition."""
    end = time.monotonic() + PATIENCE_S
    while not happens():
        assert time.monotonic() < end, "it never happened"
        os.sched_yield()


def write(folder: Path, scenario: dict[str, Any]) -> Path:
    """Write a scenario file."""
    file = folder / "scenario.json"
    file.write_text(json.dumps(scenario), encoding="utf-8")
    return file
