"""A sweep on a real Dask cluster, one of whose two workers is killed on the way."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line.shell import BUSY, MANY, ROOT, hold, let_go, start, until, write


def part(name: str, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a scheduler or a worker; they meet by a file, not by a fixed port."""
    meet = ("--scheduler-file", str(folder / "scheduler.json"), "--no-dashboard")
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *meet, *arguments]
    with (folder / f"{name}.log").open("ab") as log:
        env = os.environ | hold(folder)
        return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=env)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    file = tmp_path / "scheduler.json"
    scheduler = part("scheduler", tmp_path, "--host", "127.0.0.1", "--port", "0")
    alone = ("--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path))
    workers = [part("worker", tmp_path, *alone) for _ in range(2)]
    until(lambda: file.exists() and file.read_bytes().endswith(b"}"))
    log = tmp_path / "scheduler.log"
    until(lambda: log.read_text(encoding="utf-8").count("Register worker") == 2)
    yield workers
    for each in (*workers, scheduler):
        each.kill()
    for each in (*workers, scheduler):
        each.wait()


def test_a_killed_worker_loses_nothing_and_nothing_counts_twice(
    tmp_path: Path, cluster: list[subprocess.Popen[bytes]], undisturbed: bytes
) -> None:
    file, out = write(tmp_path, BUSY), tmp_path / "out.json"
    address = json.loads((tmp_path / "scheduler.json").read_text(encoding="utf-8"))["address"]
    given = ("sweep", file, *MANY, "--out", out, "--scheduler", address)
    going = start(*given, log=tmp_path / "log")
    journal = tmp_path / "out.json.journal"
    until(lambda: journal.exists() and journal.read_bytes().count(b"\n") >= 3)
    cluster[0].kill()
    assert journal.read_bytes().count(b"\n") < 60
    let_go(tmp_path)
    assert going.wait() == 0, (tmp_path / "log").read_text(encoding="utf-8")
    assert "Remove worker" in (tmp_path / "scheduler.log").read_text(encoding="utf-8")

    rows = json.loads(out.read_text(encoding="utf-8"))["results"]
    assert len(rows) == len({row["id"] for row in rows}) == 60
    assert out.read_bytes() == undisturbed
