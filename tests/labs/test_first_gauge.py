"""The challenge of the first gauge: who moves first is read off the run, not off a table."""

from itertools import permutations
from typing import Any

import pytest

from labs_py import grade
from labs_py.challenge import scenario
from labs_py.first_gauge import FIRST_GAUGE
from labs_py.first_move import GAUGES, first_gauge, first_moves
from labs_py.trial import tried
from tests.labs.verdicts import verdict

RIGHT = FIRST_GAUGE.reference


def lag(at_us: int, events: int, gap: int, oldest_us: int | None) -> dict[str, Any]:
    about = {"at_us": at_us, "kind": "evt.committed", "event_lag": events}
    return about | {"mark_gap": gap, "oldest_us": oldest_us}


def test_all_right_passes_with_one_mistake_and_not_with_two() -> None:
    assert verdict("first-gauge", RIGHT)["met"] == 5
    assert grade("first-gauge", RIGHT | {"burst": "backlog"})["passed"]
    assert not grade("first-gauge", RIGHT | {"burst": "backlog", "lost-order": "backlog"})["passed"]


def test_no_answer_and_the_same_answer_everywhere_fail() -> None:
    assert verdict("first-gauge", {})["met"] == 0
    for gauge in GAUGES:
        met = sum(right == gauge for right in RIGHT.values())
        assert met < FIRST_GAUGE.needed


def test_guessing_each_gauge_once_passes_once_in_120() -> None:
    right = tuple(RIGHT.values())
    assert sorted(right) == sorted(GAUGES)
    passes = [
        guess
        for guess in permutations(GAUGES)
        if sum(a == b for a, b in zip(guess, right, strict=True)) >= FIRST_GAUGE.needed
    ]
    assert passes == [right]


@pytest.mark.parametrize("question", FIRST_GAUGE.questions, ids=lambda question: question.name)
def test_the_same_gauge_moves_first_whatever_the_seed(question: Any) -> None:
    for seed in range(100, 104):
        run = tried(scenario(question.base, seed, {}))
        assert first_gauge(run["records"], question.at_us)[0] == question.answer


def test_a_gauge_moves_when_it_stands_above_twice_its_highest() -> None:
    records = [lag(10, 2, 0, 10), lag(20, 1, 0, 20), lag(30, 4, 0, 30), lag(40, 5, 1, 40)]
    moved = first_moves(records, 25)
    assert moved["event_lag"] == 40
    assert moved["mark_gap"] == 40
    assert moved["backlog"] is None


def test_time_lag_moves_between_two_records() -> None:
    """Ten at most before; above twenty from the 21st microsecond of the event at 100."""
    records = [lag(50, 1, 0, 50), lag(60, 0, 0, None), lag(100, 1, 0, 100), lag(900, 0, 0, None)]
    assert first_moves(records, 90)["time_lag"] == 121


def test_two_at_once_are_no_first() -> None:
    assert first_gauge([lag(10, 3, 3, 10)], 0)[0] is None
