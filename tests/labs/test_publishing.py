"""From the store to the queue: outbox, log tail, dual write, and a queue with bounds."""

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pytest

from labs_py import run
from labs_py.read_model import fold
from tests.labs.runs import BUSY, log, order, ran, records, scenario, view

SEEDS = (1, 2, 3)
DIRECT = {"publish.mode": "direct"}


def lost(trace: dict[str, Any]) -> set[str]:
    return {record["event_id"] for record in records(trace, "pub.lost")}


def sent_after(trace: dict[str, Any]) -> list[int]:
    """Return how long each event waited from its commit to its sending (µs)."""
    at = {r["event_id"]: r["at_us"] for r in records(trace, "evt.committed")}
    return [r["at_us"] - at[r["event_id"]] for r in records(trace, "outbox.sent")]


def test_the_relay_looks_when_it_looks_and_the_log_tail_follows_at_once() -> None:
    polled = sent_after(ran(parameters={"relay.poll_us": 70_000}))
    assert min(polled) < 10_000
    assert 60_000 < max(polled) < 70_000
    for mode in ("log_tail", "direct"):
        at_once = sent_after(ran(parameters={"relay.poll_us": 70_000, "publish.mode": mode}))
        assert set(at_once) == {0}
        assert len(at_once) == len(polled)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mode", ["outbox", "log_tail"])
def test_what_is_in_the_store_survives_the_death_of_the_handler(seed: int, mode: str) -> None:
    trace = ran(seed, parameters={"publish.mode": mode, "faults.handler_crash": 0.2})
    assert trace["measures"]["commands"]["unanswered"] > 5
    assert lost(trace) == set()
    assert view(trace) == fold(log(trace))


@pytest.mark.parametrize("seed", SEEDS)
def test_between_two_writes_a_message_is_lost_for_good(seed: int) -> None:
    """Exactly the events of the crashes are missing; no gauge shows most of them."""
    trace = ran(seed, parameters=DIRECT | {"faults.handler_crash": 0.2})
    died = {record["event_id"] for record in records(trace, "cmd.crashed")}
    assert lost(trace) == died
    assert len(died) > 5
    assert view(trace) == fold([event for event in log(trace) if event["event_id"] not in died])
    events = trace["measures"]["events"]
    assert (events["lost"], events["in_flight"]) == (len(died), 0)


def test_the_same_handler_dies_at_the_same_commits_however_it_publishes() -> None:
    crashes = {"faults.handler_crash": 0.2}
    outbox, direct = (
        [r["event_id"] for r in records(ran(parameters=more | crashes), "cmd.crashed")]
        for more in ({}, DIRECT)
    )
    assert outbox == direct


def test_a_dead_handler_is_away_for_as_long_as_it_takes_to_restart() -> None:
    crash = {"at_us": 0, "kind": "strike", "fault": "handler_crash"}
    quiet = {"load.commands_per_s": 0, "handler.service_us": 0, "handler.service_law": "constant"}
    restart = {"faults.restart_us": 700_000, "store.append_us": 1000}
    trace = run(scenario(crash, order(0), order(10), parameters=quiet | restart))
    first, second = (record["at_us"] for record in records(trace, "cmd.started"))
    assert (first, second) == (0, 701_000)
    assert [r["command_id"] for r in records(trace, "cmd.acknowledged")] == ["learner-2"]


def outage(at_us: int, value: str) -> dict[str, Any]:
    return {"at_us": at_us, "kind": "set", "parameter": "faults.outage", "value": value}


def test_an_outage_of_the_broker_costs_the_dual_writer_messages_and_the_outbox_none() -> None:
    acts = [outage(1_000_000, "on"), outage(2_000_000, "off")]
    outbox, direct = (run(scenario(*acts, parameters=BUSY | more)) for more in ({}, DIRECT))
    assert lost(outbox) == set()
    assert view(outbox) == fold(log(outbox))
    away = [r for r in records(direct, "evt.committed") if 1_000_000 <= r["at_us"] < 2_000_000]
    assert lost(direct) == {record["event_id"] for record in away}
    assert {record["reason"] for record in records(direct, "pub.lost")} == {"outage"}


NARROW = {"projector.service_us": 60_000, "bus.partitions": 2, "relay.poll_us": 20_000}


def inside(trace: dict[str, Any]) -> dict[int, int]:
    """Return the most messages that each partition ever held, arrived and not checkpointed."""
    held: Counter[int] = Counter()
    most: dict[int, int] = defaultdict(int)
    for record in trace["records"]:
        held[record.get("partition", -1)] += record["kind"] == "bus.enqueued"
        held[record.get("partition", -1)] -= record["kind"] == "ckpt.advanced"
        for number, many in held.items():
            most[number] = max(most[number], many)
    return most


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("capacity", [1, 2, 5])
def test_a_full_partition_holds_the_relay_back_and_nothing_is_lost(
    seed: int, capacity: int
) -> None:
    trace = ran(seed, parameters=NARROW | {"bus.capacity": capacity})
    assert max(inside(trace).values()) == capacity
    assert records(trace, "bus.blocked")
    assert records(trace, "bus.refused") == []
    assert view(trace) == fold(log(trace))


def test_what_waits_for_room_keeps_its_order_and_lets_other_partitions_go_ahead() -> None:
    trace = ran(parameters=NARROW | {"bus.capacity": 1})
    for number in (0, 1):
        sent = [r["position"] for r in records(trace, "outbox.sent") if r["partition"] == number]
        assert sent == sorted(sent)
        assert len(sent) >= 10
    all_sent = [r["position"] for r in records(trace, "outbox.sent")]
    assert all_sent != sorted(all_sent)


def test_the_relay_tells_what_waits_for_room() -> None:
    """Counted anew: committed to this partition by then, and not sent."""
    trace = ran(parameters=NARROW | {"bus.capacity": 2})
    waiting: Counter[int] = Counter()
    for record in trace["records"]:
        if record["kind"] == "evt.committed":
            waiting[record["partition"]] += 1
        if record["kind"] == "outbox.sent":
            waiting[record["partition"]] -= 1
        if record["kind"] == "bus.blocked":
            assert record["waiting"] == waiting[record["partition"]]


def test_more_room_lets_go_at_the_next_look_what_waited() -> None:
    """Room is made at 1.95 s; the relay looks at 2."""
    more = {"at_us": 1_950_000, "kind": "set", "parameter": "bus.capacity", "value": 1_000_000}
    stopped = BUSY | {"bus.capacity": 1, "projector.service_us": 10_000_000}
    trace = run(scenario(more, parameters=stopped | {"projector.service_law": "constant"}))
    committed = [r for r in records(trace, "evt.committed") if r["at_us"] <= 2_000_000]
    sent = [r["at_us"] for r in records(trace, "outbox.sent")]
    assert sum(at_us < 2_000_000 for at_us in sent) == 3
    assert sent.count(2_000_000) == len(committed) - 3 > 10


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("capacity", [1, 3])
def test_a_full_partition_refuses_what_is_sent_directly(seed: int, capacity: int) -> None:
    """The queue with one server and room for K, worked out from arrivals and service alone."""
    one = {"bus.partitions": 1, "bus.capacity": capacity, "net.hop_us": 0}
    trace = ran(seed, parameters=NARROW | DIRECT | one)
    done = [record["at_us"] for record in records(trace, "ckpt.advanced")]
    refused = [record["event_id"] for record in records(trace, "bus.refused")]
    expected, let_in = [], 0
    for record in records(trace, "outbox.sent"):
        left = sum(at_us < record["at_us"] for at_us in done)
        if let_in - left >= capacity:
            expected.append(record["event_id"])
        else:
            let_in += 1
    assert refused == expected
    assert len(refused) > 10
    assert view(trace) == fold([e for e in log(trace) if e["event_id"] not in set(refused)])
    events = trace["measures"]["events"]
    assert (events["lost"], events["in_flight"]) == (len(refused), 0)


def test_a_further_copy_finds_no_room_and_does_no_harm() -> None:
    twice = {"faults.duplicate": 1, "bus.capacity": 1, "faults.duplicate_gap_us": 0}
    trace = ran(parameters=NARROW | twice)
    assert {record["copy"] for record in records(trace, "bus.refused")} == {2}
    assert view(trace) == fold(log(trace))
    assert trace["measures"]["events"]["lost"] == 0


def partitions(partitioner: str, seed: int = 1) -> list[int]:
    trace = ran(seed, parameters={"bus.partitioner": partitioner, "bus.partitions": 3})
    return [record["partition"] for record in records(trace, "evt.committed")]


def test_round_robin_takes_each_in_turn() -> None:
    chosen = partitions("round_robin")
    assert chosen == [number % 3 for number in range(len(chosen))]


def test_by_chance_every_partition_gets_its_share_and_another_seed_another() -> None:
    chosen = Counter(partitions("random"))
    assert chosen.keys() == {0, 1, 2}
    assert max(chosen.values()) < 2 * min(chosen.values())
    assert partitions("random") != partitions("random", seed=2)


@pytest.mark.parametrize("partitioner", ["random", "round_robin"])
@pytest.mark.parametrize("seed", SEEDS)
def test_order_holds_for_a_key_only_where_the_key_decides(seed: int, partitioner: str) -> None:
    spread = {"projector.instances": 3, "projector.service_us": 100_000, "load.customers": 2}
    kept = ran(seed, parameters=spread)["measures"]["deliveries"]["order_inversions"]
    trace = ran(seed, parameters=spread | {"bus.partitioner": partitioner})
    assert kept == 0
    assert trace["measures"]["deliveries"]["order_inversions"] > 0
    assert view(trace) == fold(log(trace))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_strict_order_is_restored_across_consumers_since_its_memory_is_with_the_view(
    seed: int,
) -> None:
    spread: dict[str, Any] = {
        "projector.instances": 3,
        "projector.service_us": 100_000,
        "load.customers": 2,
    }
    spread |= {"bus.partitioner": "round_robin", "projector.strategy": "strict_buffer"}
    trace = ran(seed, parameters=spread)
    versions: dict[str, list[int]] = defaultdict(list)
    for record in records(trace, "view.applied"):
        versions[record["key"]].append(record["version"])
    assert all(b == a + 1 for each in versions.values() for a, b in pairwise(each))
    assert view(trace) == fold(log(trace))
