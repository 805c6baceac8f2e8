"""`lab sweep`: every combination on every seed, each worked out once and kept."""

import csv
import json
import os
import pty
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from labs_py import run
from tests.command_line.shell import (
    BUSY,
    COMMAND,
    MANY,
    ROOT,
    hold,
    lab,
    let_go,
    refused,
    start,
    told,
    until,
    write,
)

SCHEMA = ROOT / "labs_py" / "command_line" / "sweep.v1.json"
TWO = ("--jobs", 2)
VARIED = ("--vary", "projector.instances=1,2", "--vary", "query.consistency=eventual,sticky")


def results(out: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return whole


def lines(out: Path) -> int:
    journal = out.with_name(out.name + ".journal")
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def hand_of(pid: int) -> int:
    """Return one of the processes that work for a command."""
    table = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)],
        check=True,
        capture_output=True,
        text=True,
    )
    (first, *_) = [line for line in table.stdout.splitlines() if "spawn_main" in line]
    return int(first.split()[0])


def is_deaf(pid: int) -> bool:
    """Whether a process ignores Ctrl-C."""
    asked = ["ps", "-o", "ignored=", "-p", str(pid)]
    mask = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return bool(int(mask, 16) >> (signal.SIGINT - 1) & 1)


def test_every_combination_on_every_seed_with_the_figures_of_its_run(tmp_path: Path) -> None:
    out = tmp_path / "sweep.json"
    told("sweep", write(tmp_path, BUSY), *VARIED, "--seeds", "1,2", "--out", out)
    whole = results(out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(whole)
    rows = whole["results"]
    assert len(rows) == len({row["id"] for row in rows}) == 8
    for row in rows:
        parameters = BUSY["parameters"] | row["parameters"]
        trace = run(BUSY | {"seed": row["seed"], "parameters": parameters})
        assert row["digest"] == trace["digest"]
        assert row["measures"]["reads.stale_own"] == trace["measures"]["reads"]["stale_own"]


def test_a_table_for_spreadsheets_holds_the_same(tmp_path: Path) -> None:
    file = write(tmp_path, BUSY)
    one, other = tmp_path / "sweep.json", tmp_path / "sweep.csv"
    for out in (one, other):
        told("sweep", file, *VARIED, "--seeds", "1", "--out", out)
    rows = list(csv.DictReader(other.read_text(encoding="utf-8").splitlines()))
    assert [row["digest"] for row in rows] == [row["digest"] for row in results(one)["results"]]
    assert [row["query.consistency"] for row in rows] == ["eventual", "sticky"] * 2


def test_more_seeds_add_to_what_is_there(tmp_path: Path) -> None:
    file, out, again = write(tmp_path, BUSY), tmp_path / "sweep.json", tmp_path / "again.json"
    told("sweep", file, "--seeds", "1..2", "--out", out)
    # A result that was there is taken as it is: a mark in it survives.
    marked = results(out)
    marked["results"][0]["digest"] = "kept"
    out.write_text(json.dumps(marked), encoding="utf-8")
    told("sweep", file, "--seeds", "1..3", "--out", out)
    told("sweep", file, "--seeds", "1..3", "--out", again)
    found, fresh = results(out)["results"], results(again)["results"]
    assert found[0]["digest"] == "kept"
    assert found[1:] == fresh[1:]


def test_a_sweep_that_would_lose_earlier_results_is_refused(tmp_path: Path) -> None:
    file, out = write(tmp_path, BUSY), tmp_path / "sweep.json"
    told("sweep", file, "--seeds", "1..2", "--out", out)
    before = out.read_bytes()
    said = refused("sweep", file, "--seeds", "2..3", "--out", out)
    assert "1 results of an earlier sweep are no part of this one" in said
    assert out.read_bytes() == before


def test_a_parameter_that_is_varied_twice_drops_no_value(tmp_path: Path) -> None:
    twice = ("--vary", "projector.instances=1,2", "--vary", "projector.instances=4")
    out = tmp_path / "sweep.json"
    said = refused("sweep", write(tmp_path, BUSY), *twice, "--seeds", "1", "--out", out)
    assert said == "--vary projector.instances is given twice: name all its values at once"
    assert not out.exists()


def test_a_table_is_not_added_to(tmp_path: Path) -> None:
    file, out = write(tmp_path, BUSY), tmp_path / "sweep.csv"
    told("sweep", file, "--seeds", "1", "--out", out)
    before = out.read_bytes()
    assert "a table cannot be added to" in refused("sweep", file, "--seeds", "1,2", "--out", out)
    assert out.read_bytes() == before


def test_what_the_simulator_refuses_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "sweep.json"
    given = ("--vary", "load.until_us=1000000,600000000", "--seeds", "1", "--out", out)
    done = lab("sweep", write(tmp_path, BUSY), *given, "--set", "load.commands_per_s=500")
    assert done.returncode == 1
    assert "250000 steps" in done.stderr
    kept, wrong = results(out)["results"]
    assert kept["measures"]["commands.received"] > 0
    assert "250000 steps" in wrong["error"]


def test_results_of_another_simulator_are_never_mixed_in(tmp_path: Path) -> None:
    file, out = write(tmp_path, BUSY), tmp_path / "sweep.json"
    told("sweep", file, "--seeds", "1", "--out", out)
    out.write_text(json.dumps(results(out) | {"model": "another"}), encoding="utf-8")
    before = out.read_bytes()
    assert "no sweep of this simulator" in refused("sweep", file, "--seeds", "1", "--out", out)
    assert out.read_bytes() == before


def test_a_sweep_that_is_interrupted_goes_on_from_where_it_was(
    tmp_path: Path, undisturbed: bytes
) -> None:
    file, out = write(tmp_path, BUSY), tmp_path / "sweep.json"
    log = tmp_path / "log"
    given = ("sweep", file, *MANY, *TWO, "--out", out)
    going = start(*given, log=log, surroundings=hold(tmp_path))
    until(lambda: lines(out) >= 3)
    assert is_deaf(hand_of(going.pid))
    os.killpg(going.pid, signal.SIGINT)
    until(lambda: "interrupted" in log.read_text(encoding="utf-8"))
    let_go(tmp_path)
    assert going.wait() == 1
    assert "Traceback" not in log.read_text(encoding="utf-8")
    kept = lines(out)
    assert 3 <= kept < 60
    assert not out.exists()
    with (tmp_path / "sweep.json.journal").open("ab") as journal:
        journal.write(b'{"id": "torn in the mid')
    told("sweep", file, *MANY, *TWO, "--out", out)
    assert out.read_bytes() == undisturbed
    assert lines(out) == 0


def test_a_process_that_is_killed_loses_nothing(tmp_path: Path, undisturbed: bytes) -> None:
    file, out = write(tmp_path, BUSY), tmp_path / "sweep.json"
    given = ("sweep", file, *MANY, *TWO, "--out", out)
    going = start(*given, log=tmp_path / "log", surroundings=hold(tmp_path))
    until(lambda: lines(out) >= 3)
    os.kill(hand_of(going.pid), signal.SIGKILL)
    assert lines(out) < 60
    let_go(tmp_path)
    assert going.wait() == 0, (tmp_path / "log").read_text(encoding="utf-8")
    assert out.read_bytes() == undisturbed


def all_of(screen: int) -> str:
    """Read a terminal until its program has ended, which Linux tells as an error."""
    shown = b""
    with os.fdopen(screen, "rb", buffering=0) as terminal, suppress(OSError):
        while more := terminal.read(4096):
            shown += more
    return shown.decode()


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    screen, end = pty.openpty()
    given = ["sweep", str(write(tmp_path, BUSY)), "--seeds", "1..3"]
    typed = [*COMMAND, *given, "--out", str(tmp_path / "sweep.json")]
    with subprocess.Popen(typed, cwd=ROOT, stderr=end) as sweep:
        os.close(end)
        shown = all_of(screen)
    assert sweep.returncode == 0
    assert "0/3" in shown
    assert "3/3" in shown
