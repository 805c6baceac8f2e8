"""Races on one stream: conflicts where versions are checked, lost updates where they are not."""

import statistics
from math import exp
from typing import Any

import pytest

from labs_py import run
from labs_py.scenario import read_scenario
from labs_py.simulation import simulate
from tests.labs.runs import STILL, order, records, scenario

CROWD = {
    "load.commands_per_s": 40,
    "load.until_us": 10_000_000,
    "load.customers": 3,
    "handler.servers": 16,
    "handler.service_us": 50_000,
}


def crowded(seed: int, **more: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in more.items()}
    return scenario(seed=seed, parameters=CROWD | named)


def test_two_at_once_are_a_conflict_and_the_second_decides_anew() -> None:
    parameters = STILL | {"handler.servers": 2, "handler.retries": 1, "handler.service_us": 100}
    trace = run(scenario(order(0), order(30), parameters=parameters | {"store.append_us": 10}))
    started = [(r["at_us"], r["command_id"]) for r in records(trace, "cmd.started")]
    assert started == [(0, "learner-1"), (30, "learner-2"), (130, "learner-2")]
    (conflict,) = records(trace, "cmd.conflicted")
    assert (conflict["expected_version"], conflict["actual_version"]) == (0, 1)
    assert conflict["attempt"] == 1
    commands = trace["measures"]["commands"]
    assert (commands["accepted"], commands["rejected_conflict"]) == (2, 0)
    assert (commands["conflicts"], commands["append_attempts"]) == (1, 3)


def test_without_retries_the_second_is_refused() -> None:
    parameters = STILL | {"handler.servers": 2, "handler.service_us": 100}
    trace = run(scenario(order(0), order(30), parameters=parameters))
    assert trace["measures"]["commands"]["rejected_conflict"] == 1


def test_a_version_that_the_client_names_is_checked_once_and_in_any_case() -> None:
    loose = STILL | {"handler.concurrency": "none", "handler.retries": 5}
    trace = run(scenario(order(0), order(500_000, expected_version=0), parameters=loose))
    assert [record["reason"] for record in records(trace, "cmd.rejected")] == ["conflict"]
    assert len(records(trace, "cmd.started")) == 2


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_versions_that_are_checked_lose_nothing(seed: int) -> None:
    trace = run(crowded(seed, handler__retries=100))
    commands = trace["measures"]["commands"]
    assert commands["conflicts"] > 20
    assert commands["lost_updates"] == commands["rejected_conflict"] == 0
    assert commands["accepted"] == commands["received"]
    for record in records(trace, "evt.committed"):
        assert record["event"]["version"] >= 1


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_lost_updates_are_orders_that_the_saved_state_does_not_count(seed: int) -> None:
    given = crowded(seed, handler__concurrency="none")
    commands = run(given)["measures"]["commands"]
    saved = simulate(read_scenario(given)).state.store.saved
    assert commands["accepted"] == commands["received"]
    assert commands["lost_updates"] == commands["accepted"] - sum(saved.values()) > 20


@pytest.mark.parametrize("seed", [1, 2])
def test_one_server_races_with_nobody(seed: int) -> None:
    trace = run(crowded(seed, handler__concurrency="none", handler__servers=1))
    assert trace["measures"]["commands"]["lost_updates"] == 0


def attempts(seed: int, rate: float, window_us: int) -> list[int]:
    """Return how many attempts each of the learner's commands takes beside blind writers.

    The writers are not checked, so their appends on the one stream are Poisson.
    """
    until_us = 200_000_000
    blind, checked = (
        {"kind": "set", "parameter": "handler.concurrency", "value": value}
        for value in ("none", "expected_version")
    )
    acts: list[dict[str, Any]] = []
    for at_us in range(1_000_000, until_us, 1_000_000):
        acts += [checked | {"at_us": at_us}, order(at_us), blind | {"at_us": at_us}]
    load = {"load.commands_per_s": rate, "load.until_us": until_us, "load.customers": 1}
    handler = {"handler.service_us": window_us, "handler.service_law": "constant"}
    more = {"handler.servers": 64, "handler.retries": 1000, "handler.concurrency": "none"}
    quick = {"store.append_us": 0, "projector.service_us": 0}
    given = scenario(*acts, seed=seed, parameters=load | handler | more | quick)
    taken: dict[str, int] = {}
    for fact in simulate(read_scenario(given)).facts:
        if fact[1] == "cmd.started" and fact[2].session == "learner":
            taken[fact[2].command_id] = taken.get(fact[2].command_id, 0) + 1
    return list(taken.values())


@pytest.mark.parametrize(("rate", "window_us"), [(5, 20_000), (20, 50_000)])
def test_conflicts_are_as_frequent_as_appends_in_the_window(rate: float, window_us: int) -> None:
    """P(conflict) = 1 - exp(-λτ) and exp(λτ) attempts on the mean: 1.105 and 2.718."""
    taken = [count for seed in range(6) for count in attempts(seed, rate, window_us)]
    expected = rate * window_us / 1e6
    error = statistics.stdev(taken) / len(taken) ** 0.5
    assert abs(statistics.fmean(taken) - exp(expected)) <= 4 * error
    first = sum(count > 1 for count in taken) / len(taken)
    spread = (first * (1 - first) / len(taken)) ** 0.5
    assert abs(first - (1 - exp(-expected))) <= 4 * spread
    assert error < 0.1
