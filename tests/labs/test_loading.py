"""Loading a stream: every event of it, or a snapshot and what came after."""

from typing import Any

import pytest

from labs_py import run
from tests.labs.runs import STILL, order, records, scenario

READING = STILL | {"handler.service_us": 0, "store.append_us": 0, "net.hop_us": 0}


def loaded(every: int, many: int = 12) -> list[int]:
    """Return how long each of so many commands of one customer was loading (ms)."""
    acts = [order(number * 1_000_000) for number in range(many)]
    chosen: dict[str, Any] = {"store.read_us": 1000, "store.snapshot_every": every}
    trace = run(scenario(*acts, parameters=READING | chosen))
    started = records(trace, "cmd.started")
    assigned = [record["at_us"] for record in records(trace, "evt.assigned")]
    times = [at - record["at_us"] for at, record in zip(assigned, started, strict=True)]
    assert times == [record.get("loading_us", 0) for record in started]
    return [time // 1000 for time in times]


def test_without_snapshots_a_stream_gets_slower_with_every_event() -> None:
    assert loaded(0) == list(range(12))


def test_a_snapshot_and_its_tail_are_read_instead() -> None:
    assert loaded(5) == [0, 1, 2, 3, 4, 1, 2, 3, 4, 5, 1, 2]


def test_a_snapshot_at_every_version_costs_one_read() -> None:
    assert loaded(1) == [0] + [1] * 11


def test_other_streams_do_not_count() -> None:
    acts = [order(number * 1_000_000, f"customer-{number}") for number in range(5)]
    trace = run(scenario(*acts, parameters=READING | {"store.read_us": 1000}))
    assert {r.get("loading_us", 0) for r in records(trace, "cmd.started")} == {0}


@pytest.mark.parametrize("seed", [1, 2])
def test_loading_widens_the_window_for_races(seed: int) -> None:
    """The window is load and decide: two writers of one stream race for as long as both take."""
    racing = {"load.commands_per_s": 40, "load.customers": 1, "handler.servers": 8}
    racing |= {"handler.service_us": 1000, "store.append_us": 0, "load.until_us": 4_000_000}

    def conflicts(**more: int) -> int:
        chosen = racing | {f"store.{name}": value for name, value in more.items()}
        measures = run(scenario(seed=seed, parameters=chosen))["measures"]
        return int(measures["commands"]["conflicts"])

    assert conflicts() < conflicts(read_us=500, snapshot_every=10) < conflicts(read_us=500)
