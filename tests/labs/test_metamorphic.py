"""What must change, and what must not, when a scenario is changed (domain model, 4.1, 7)."""

from typing import Any

import pytest

from labs_py import run
from labs_py.read_model import Row
from tests.labs.runs import BUSY, STILL, order, ran, records, scenario, view

SEEDS = (1, 2, 3, 4, 5)


def waits(trace: dict[str, Any]) -> list[int]:
    arrived, started = records(trace, "bus.enqueued"), records(trace, "dlv.started")
    return [b["at_us"] - a["at_us"] for a, b in zip(arrived, started, strict=True)]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_unrelated_customer_changes_no_other_row(seed: int) -> None:
    faults = {"faults.duplicate": 0.3, "projector.strategy": "by_id"}
    strangers = [order(at_us, "zoe", 9) for at_us in (500_000, 1_500_000, 1_500_000)]
    without = run(scenario(seed=seed, parameters=BUSY | faults))
    beside = run(scenario(*strangers, seed=seed, parameters=BUSY | faults))
    rows = view(beside)
    assert rows.pop("zoe") == Row(orders=3, total=27, version=3)
    assert rows == view(without)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("quicker", ["projector.service_us", "relay.poll_us"])
def test_more_capacity_makes_no_event_visible_later(seed: int, quicker: str) -> None:
    def shown(value: int) -> list[int]:
        return [r["at_us"] for r in records(ran(seed, parameters={quicker: value}), "view.applied")]

    slow, fast = shown(40_000), shown(20_000)
    assert len(slow) == len(fast) > 50
    assert all(quick <= late for quick, late in zip(fast, slow, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_faster_projector_lets_no_message_wait_longer(seed: int) -> None:
    slow = waits(ran(seed))
    fast = waits(ran(seed, parameters={"projector.service_us": 30_000}))
    assert all(quick <= late for quick, late in zip(fast, slow, strict=True))
    assert fast != slow


def test_halving_every_time_halves_the_whole_run() -> None:
    times = {
        "handler.service_us": 60_000,
        "store.append_us": 20_000,
        "relay.poll_us": 200_000,
        "net.hop_us": 40_000,
        "projector.service_us": 400_000,
    }
    sent = [100_000, 150_000, 900_000, 4_000_000]

    def story(factor: int) -> list[tuple[str, int]]:
        quick = {name: value // factor for name, value in times.items()}
        trace = run(scenario(*[order(at // factor) for at in sent], parameters=STILL | quick))
        return [(record["kind"], record["at_us"] * factor) for record in trace["records"]]

    assert story(2) == story(1)


def test_the_number_of_partitions_changes_no_row() -> None:
    rows = [view(ran(parameters={"bus.partitions": count})) for count in (1, 3, 64)]
    assert rows[0] == rows[1] == rows[2]
