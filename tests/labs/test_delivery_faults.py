"""Drop, duplicate, reorder, outage, slowness, poison: what each does, and to what extent."""

from collections import defaultdict
from typing import Any

import pytest

from labs_py import run
from labs_py.read_model import fold
from tests.labs.runs import STILL, log, order, ran, records, scenario, strike, view

SEEDS = (1, 2, 3)


def change(at_us: int, parameter: str, value: Any) -> dict[str, Any]:
    return {"at_us": at_us, "kind": "set", "parameter": parameter, "value": value}


def told(*interventions: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in parameters.items()}
    return run(scenario(*interventions, parameters=STILL | named))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dropped_event_reaches_nobody_and_is_counted_as_lost(seed: int) -> None:
    trace = ran(seed, parameters={"faults.drop": 0.2})
    dropped = {record["event_id"] for record in records(trace, "bus.dropped")}
    arrived = {record["event_id"] for record in records(trace, "bus.enqueued")}
    everything = {event["event_id"] for event in log(trace)}
    assert dropped
    assert arrived == everything - dropped
    events = trace["measures"]["events"]
    assert events["applied"] == len(arrived)
    assert (events["lost"], events["in_flight"]) == (len(dropped), 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_only_a_buffer_shows_that_something_was_lost(seed: int) -> None:
    def buffered(strategy: str) -> int:
        faults = {"faults.drop": 0.2, "projector.strategy": strategy}
        return int(ran(seed, parameters=faults)["measures"]["events"]["buffered"])

    assert buffered("strict_buffer") > 0
    assert [buffered(name) for name in ("none", "by_id", "version_skip")] == [0, 0, 0]


def test_so_many_copies_as_are_asked_for() -> None:
    trace = ran(parameters={"faults.duplicate": 0.5, "faults.copies": 4})
    for sent in records(trace, "outbox.sent"):
        arrived = [r for r in records(trace, "bus.enqueued") if r["event_id"] == sent["event_id"]]
        assert arrived[0]["copy"] == 1
        assert {record["copy"] for record in arrived} == set(range(1, sent["copies"] + 1))
        assert sent["copies"] in (1, 5)


@pytest.mark.parametrize("distance", [1, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_message_is_overtaken_by_at_most_so_many(seed: int, distance: int) -> None:
    trace = ran(seed, parameters={"faults.reorder": 0.3, "faults.reorder_distance": distance})
    partitions: dict[int, list[int]] = defaultdict(list)
    for record in records(trace, "bus.enqueued"):
        partitions[record["partition"]].append(record["position"])
    overtakings = [
        sum(later > position for later in arrived[:place])
        for arrived in partitions.values()
        for place, position in enumerate(arrived)
    ]
    assert max(overtakings) == distance
    assert sum(map(len, partitions.values())) == len(log(trace))


def test_a_message_that_nobody_overtakes_arrives_when_its_time_is_up() -> None:
    trace = told(strike(0, "reorder"), order(0), faults__reorder_us=123_000)
    quick = told(order(0))
    times = [records(each, "bus.enqueued")[0]["at_us"] for each in (trace, quick)]
    assert times[0] - times[1] == 123_000


@pytest.mark.parametrize("seed", SEEDS)
def test_reordering_hurts_who_skips_and_not_who_buffers(seed: int) -> None:
    def wrong(strategy: str) -> int:
        faults = {"faults.reorder": 0.3, "projector.strategy": strategy, "load.customers": 2}
        trace = ran(seed, parameters=faults)
        assert (strategy == "strict_buffer") == bool(records(trace, "view.buffered"))
        return sum(view(trace)[key] != row for key, row in fold(log(trace)).items())

    assert wrong("version_skip") > 0
    assert wrong("strict_buffer") == 0
    assert wrong("none") == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_gap_that_is_given_up_lets_its_stream_go_on(seed: int) -> None:
    faults = {"faults.drop": 0.2, "projector.strategy": "strict_buffer"}
    held = ran(seed, parameters=faults)
    given_up = ran(seed, parameters=faults | {"projector.gap_timeout_us": 500_000})
    assert held["measures"]["events"]["buffered"] > 0
    assert given_up["measures"]["events"]["buffered"] == 0
    dropped = len(records(given_up, "bus.dropped"))
    assert given_up["measures"]["events"]["applied"] == len(log(given_up)) - dropped


@pytest.mark.parametrize(("held_us", "reasons"), [(950_000, []), (1_050_000, ["old"])])
def test_a_gap_is_as_old_as_what_waits_behind_it_and_no_older(
    held_us: int, reasons: list[str]
) -> None:
    """The first gap shows at 10 ms and is closed at 950 ms; the second shows at 910 ms."""
    at_once = ("handler.service_us", "store.append_us", "relay.poll_us", "net.hop_us")
    quick = STILL | dict.fromkeys((*at_once, "projector.service_us"), 0)
    strict = {"projector.strategy": "strict_buffer", "projector.gap_timeout_us": 1_000_000}
    held = {"faults.reorder_us": 950_000, "faults.reorder_distance": 100}
    acts = [strike(0, "reorder"), order(0), order(10_000)]
    acts += [change(890_000, "faults.reorder_us", held_us), strike(900_000, "reorder")]
    acts += [order(900_000), order(910_000)]
    trace = run(scenario(*acts, parameters=quick | strict | held))
    assert [record["reason"] for record in records(trace, "view.skipped")] == reasons
    applied = ["e1", "e2", "e4"] if reasons else ["e1", "e2", "e3", "e4"]
    assert [record["event_id"] for record in records(trace, "view.applied")] == applied


def test_a_time_out_that_is_lifted_gives_no_gap_up() -> None:
    strict = {"projector__strategy": "strict_buffer", "projector__gap_timeout_us": 500_000}
    acts = (strike(0, "drop"), order(0), order(1), change(900_000, "projector.gap_timeout_us", 0))
    assert told(*acts, **strict)["measures"]["events"]["buffered"] == 1


def test_an_early_event_is_shown_as_itself_when_its_turn_comes() -> None:
    trace = told(strike(0, "reorder"), order(0), order(1_000), projector__strategy="strict_buffer")
    (buffered,) = records(trace, "view.buffered")
    assert buffered["event_id"] == "e2"
    assert [record["event_id"] for record in records(trace, "view.applied")] == ["e1", "e2"]


def test_a_second_copy_of_what_waits_is_a_duplicate() -> None:
    strict = {"projector__strategy": "strict_buffer", "faults__duplicate_gap_us": 1}
    acts = (strike(0, "reorder"), order(0), strike(400_000, "duplicate"), order(400_000))
    trace = told(*acts, **strict, projector__service_us=1000)
    assert [record["event_id"] for record in records(trace, "view.buffered")] == ["e2"]
    assert [record["event_id"] for record in records(trace, "view.skipped")] == ["e2"]


def test_in_an_outage_nothing_moves_and_afterwards_everything_does() -> None:
    """There is a backlog when it begins; it ends between two looks of the relay, at 3 and 3.2 s."""
    away = (1_050_000, 3_050_000)
    load = {"load.commands_per_s": 10, "load.until_us": 4_000_000, "net.hop_us": 0}
    trace = run(
        scenario(
            change(away[0], "faults.outage", "on"),
            change(away[1], "faults.outage", "off"),
            parameters=STILL | load | {"projector.service_us": 150_000},
        )
    )
    moved = [r for r in trace["records"] if r["kind"] in ("outbox.sent", "dlv.started")]
    assert not [r for r in moved if away[0] <= r["at_us"] < away[1]]
    back = [(r["kind"], r["at_us"]) for r in moved if away[1] <= r["at_us"] <= 3_200_000]
    assert back[0] == ("dlv.started", away[1])
    assert back.count(("outbox.sent", 3_200_000)) > 5
    assert {at_us for kind, at_us in back if kind == "outbox.sent"} == {3_200_000}
    assert [r["at_us"] for r in records(trace, "evt.committed") if away[0] < r["at_us"] < away[1]]
    assert view(trace) == fold(log(trace))
    assert trace["measures"]["time_lag_max_us"] > 1_500_000


def test_a_slow_consumer_takes_so_many_times_as_long() -> None:
    def taken(factor: float) -> list[int]:
        trace = ran(parameters={"faults.slow": factor})
        started, done = records(trace, "dlv.started"), records(trace, "ckpt.advanced")
        return [b["at_us"] - a["at_us"] for a, b in zip(started, done, strict=True)]

    assert taken(2.5) == [round(each * 2.5) for each in taken(1)]


def test_a_stroke_hits_one_message_and_no_other() -> None:
    for fault, kind in (("drop", "bus.dropped"), ("poison", "dlq.parked")):
        trace = told(strike(500, fault), order(0), order(600, "bob"), order(700, "cleo"))
        assert [record["event_id"] for record in records(trace, kind)] == ["e1"]
    copies = told(strike(500, "duplicate"), order(0), order(600, "bob"))
    assert [record["copies"] for record in records(copies, "outbox.sent")] == [2, 1]
