"""What must change, and what must not, when a scenario is changed (domain model, 4.1, 7)."""

import re
from itertools import pairwise
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
    others = view(beside)
    assert others.pop("zoe") == Row(orders=3, total=27, version=3)
    assert others == view(without)


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


@pytest.mark.parametrize("seed", SEEDS)
def test_more_servers_let_no_command_wait_longer(seed: int) -> None:
    """First come, first served, and the same service for the same command (4.1, 7)."""

    def begun(servers: int) -> list[int]:
        calm = {"handler.servers": servers, "handler.concurrency": "none", "store.append_us": 0}
        return [r["at_us"] for r in records(ran(seed, parameters=calm), "cmd.started")]

    crews = [begun(servers) for servers in (1, 2, 5)]
    assert crews[0] != crews[1]
    for few, many in pairwise(crews):
        assert len(few) == len(many) > 50
        assert all(earlier <= later for earlier, later in zip(many, few, strict=True))


TIMES = {
    "handler.service_us": 60_000,
    "store.append_us": 20_000,
    "relay.poll_us": 200_000,
    "net.hop_us": 40_000,
    "projector.service_us": 400_000,
    "projector.poll_us": 30_000,
    "query.cost_us": 10_000,
    "query.stale_us": 300_000,
    "load.think_us": 100_000,
    "load.until_us": 3_000_000,
}


def scaled(factor: int) -> dict[str, Any]:
    """Run a path whose times are all so many times as long, and its rates so many times less."""
    times = {name: value * factor for name, value in TIMES.items()}
    even = {"load.arrival_law": "deterministic", "load.think_law": "constant", "load.own_reads": 1}
    load = {"load.commands_per_s": 4 / factor, "projector.instances": 2}
    sent = [order(at * factor) for at in (100_000, 150_000, 900_000, 2_000_000)]
    return run(scenario(*sent, parameters=STILL | even | load | times))


@pytest.mark.parametrize("factor", [2, 5])
def test_a_slower_clock_changes_the_instants_and_nothing_else(factor: int) -> None:
    """Every record at so many times its instant; counts and shares as they are, rates less."""
    one, slow = scaled(1), scaled(factor)
    told = [(r["kind"], r["at_us"] * factor, r.get("event_lag")) for r in one["records"]]
    assert [(r["kind"], r["at_us"], r.get("event_lag")) for r in slow["records"]] == told
    assert len(records(one, "query.served")) > 5
    before, after = flat(one["measures"]), flat(slow["measures"])
    for name in before.keys() - {"first_wrong_seq"}:
        if before[name] is None or name.startswith("cost."):
            continue
        change = factor if US.search(name) else 1 / factor if name.endswith("per_s") else 1
        assert after[name] == pytest.approx(before[name] * change, rel=1e-9), name


US = re.compile(r"_us(\.(p\d+|max))?$")


def flat(measures: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return nested measures by their dotted names."""
    found: dict[str, Any] = {}
    for name, value in measures.items():
        inside = isinstance(value, dict)
        found |= flat(value, f"{prefix}{name}.") if inside else {f"{prefix}{name}": value}
    return found


def rows(trace: dict[str, Any]) -> dict[str, Any]:
    """Return how many orders each customer has, and what they come to."""
    return {key: (row.orders, row.total) for key, row in view(trace).items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_commutes_may_come_in_any_order(seed: int) -> None:
    late = {"faults.reorder": 0.4, "faults.reorder_distance": 5, "projector.strategy": "by_id"}
    shuffled = ran(seed, parameters=late)
    assert shuffled["measures"]["deliveries"]["order_inversions"] > 5
    assert rows(shuffled) == rows(ran(seed))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("strategy", ["by_id", "version_skip", "strict_buffer"])
def test_what_is_idempotent_may_come_again(seed: int, strategy: str) -> None:
    again = {"faults.duplicate": 0.4, "faults.copies": 3, "projector.strategy": strategy}
    stuttering = ran(seed, parameters=again)
    assert stuttering["measures"]["deliveries"]["duplicates_delivered"] > 20
    assert rows(stuttering) == rows(ran(seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_neither_shows_both(seed: int) -> None:
    """The two tests above can fail: without a defence a repeat is counted again."""
    again = {"faults.duplicate": 0.4, "faults.copies": 3}
    assert rows(ran(seed, parameters=again)) != rows(ran(seed))


def test_the_number_of_partitions_changes_no_row() -> None:
    views = [view(ran(parameters={"bus.partitions": count})) for count in (1, 3, 64)]
    assert views[0] == views[1] == views[2]
