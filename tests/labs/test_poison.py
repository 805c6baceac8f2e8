"""A message that cannot be handled: what the consumer's policy makes of it."""

from itertools import pairwise
from typing import Any

import pytest

from labs_py import run
from labs_py.read_model import fold
from tests.labs.runs import STILL, log, order, ran, records, scenario, view

ORDERS = (order(1), order(2), order(3, "bob"), order(4))
"""The first of them is poison."""


def told(policy: str, **more: Any) -> dict[str, Any]:
    parameters = STILL | {"projector.on_error": policy, "projector.retries": 2} | more
    return run(
        scenario({"at_us": 0, "kind": "strike", "fault": "poison"}, *ORDERS, parameters=parameters)
    )


def ids(trace: dict[str, Any], kind: str) -> list[str]:
    return [record["event_id"] for record in records(trace, kind)]


def test_stop_stops_everything() -> None:
    trace = told("stop")
    assert ids(trace, "view.rejected") == ["e1"]
    assert ids(trace, "view.applied") == ids(trace, "ckpt.advanced") == []
    assert trace["measures"]["events"]["in_flight"] == 4


def test_skip_leaves_the_one_out() -> None:
    trace = told("skip")
    assert [(r["event_id"], r["reason"]) for r in records(trace, "view.skipped")] == [
        ("e1", "error")
    ]
    assert ids(trace, "view.applied") == ["e2", "e3", "e4"]
    assert trace["measures"]["events"]["skipped"] == 1
    assert trace["measures"]["rows"]["wrong"] == 1


def test_parking_an_event_lets_its_successors_pass() -> None:
    trace = told("dlq_event")
    assert ids(trace, "dlq.parked") == ["e1"]
    assert ids(trace, "view.applied") == ["e2", "e3", "e4"]
    assert trace["measures"]["dead_letters"]["depth"] == 1


def test_parking_a_sequence_parks_its_successors_and_no_others() -> None:
    trace = told("dlq_sequence")
    parked = [(r["event_id"], r["reason"]) for r in records(trace, "dlq.parked")]
    assert parked == [("e1", "poison"), ("e2", "sequence"), ("e4", "sequence")]
    assert ids(trace, "view.applied") == ["e3"]
    assert trace["measures"]["rows"]["wrong"] == 0
    dead = trace["measures"]["dead_letters"]
    assert (dead["depth"], dead["sequences"]) == (3, 1)
    assert dead["oldest_us"] == records(trace, "dlq.parked")[0]["at_us"]


def test_thousands_may_follow_a_parked_event() -> None:
    load = {"load.commands_per_s": 2000, "load.customers": 1, "load.until_us": 3_000_000}
    quick = {"handler.service_us": 10, "store.append_us": 10, "projector.retries": 10}
    stroke = {"at_us": 0, "kind": "strike", "fault": "poison"}
    trace = run(scenario(stroke, parameters=load | quick))
    events = trace["measures"]["events"]
    assert events["parked"] == events["committed"] > 5000


def test_it_is_tried_so_many_times_more_and_so_far_apart() -> None:
    trace = told("dlq_event", **{"projector.retry_us": 7000, "projector.service_us": 100})
    rejected = records(trace, "view.rejected")
    assert [record["attempt"] for record in rejected] == [1, 2, 3]
    assert [b["at_us"] - a["at_us"] for a, b in pairwise(rejected)] == [7100, 7100]
    assert [record["reason"] for record in rejected] == ["poison"] * 3
    assert [record["wait_us"] for record in records(trace, "retry.scheduled")] == [7000, 7000]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_fails_now_and_then_gets_through_and_keeps_its_order(seed: int) -> None:
    trace = ran(seed, parameters={"faults.transient": 0.3, "projector.retries": 1000})
    assert len(records(trace, "view.rejected")) == trace["measures"]["deliveries"]["retries"] > 10
    assert view(trace) == fold(log(trace))
    assert trace["measures"]["deliveries"]["order_inversions"] == 0
    assert trace["measures"]["events"]["applied"] == len(log(trace))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rebuild_equals_live_but_for_the_dead_letters(seed: int) -> None:
    trace = ran(seed, parameters={"faults.poison": 0.1, "projector.retries": 0})
    parked = set(ids(trace, "dlq.parked"))
    kept = [event for event in log(trace) if event["event_id"] not in parked]
    assert parked
    assert view(trace) == fold(kept)
