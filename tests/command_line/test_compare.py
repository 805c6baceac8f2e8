"""`lab compare`: two scenarios, the same seeds."""

import json
from pathlib import Path

import pytest

from labs_py import run
from labs_py.command_line.means import mean
from tests.command_line.shell import BUSY, told, write


def test_a_change_is_held_against_the_same_seeds(tmp_path: Path) -> None:
    file = write(tmp_path, BUSY)
    change = ("--set", "projector.instances=3", "--seeds", "1..5")
    rows = json.loads(told("compare", file, *change, "--measure", "reads.stale_own", "--json"))
    (row,) = rows
    stale = {
        instances: [
            run(
                BUSY
                | {
                    "seed": seed,
                    "parameters": BUSY["parameters"] | {"projector.instances": instances},
                }
            )["measures"]["reads"]["stale_own"]
            for seed in range(1, 6)
        ]
        for instances in (1, 3)
    }
    assert row["first"] == pytest.approx(sum(stale[1]) / 5)
    assert row["second"] == pytest.approx(sum(stale[3]) / 5)
    assert row["difference"] == pytest.approx(row["second"] - row["first"])
    assert row["within"] > 0


def test_a_scenario_differs_from_itself_in_nothing(tmp_path: Path) -> None:
    file = write(tmp_path, BUSY)
    rows = json.loads(told("compare", file, file, "--seeds", "1..2", "--json"))
    assert len(rows) > 20
    assert all(row["difference"] == row["within"] == 0 for row in rows)


def test_the_table_names_both_and_the_difference(tmp_path: Path) -> None:
    table = told(
        "compare", write(tmp_path, BUSY), "--set", "query.cost_us=4000", "--measure", "reads"
    )
    (line,) = [line for line in table.splitlines() if line.startswith("reads.after_us.p50")]
    assert line.split()[1:] == ["2.0", "ms", "4.0", "ms", "2.0", "ms"]


def test_one_seed_says_nothing_about_an_interval(tmp_path: Path) -> None:
    rows = json.loads(told("compare", write(tmp_path, BUSY), "--measure", "reads.served", "--json"))
    assert [(row["difference"], row["within"]) for row in rows] == [(0, None)]


def test_a_measure_that_one_seed_does_not_have_is_told(tmp_path: Path) -> None:
    asked = ("--set", "load.own_reads=0", "--measure", "reads.stale_own_share")
    table = told("compare", write(tmp_path, BUSY), *asked, "--seeds", "1..2")
    (line,) = [line for line in table.splitlines() if line.startswith("reads.")]
    assert line.split()[1:] == ["–", "–", "–"]
    (row,) = json.loads(told("compare", tmp_path / "scenario.json", *asked, "--json"))
    assert row["first"] is row["difference"] is None


@pytest.mark.parametrize(("freedom", "t"), [(1, 12.706), (7, 2.365), (15, 2.131), (99, 1.984)])
def test_the_interval_is_as_wide_as_student_says(freedom: int, t: float) -> None:
    values = [0.0, 2.0] * ((freedom + 1) // 2)
    found = mean(values)
    assert found.error is not None
    assert found.within == pytest.approx(t * found.error, rel=1e-3)
