"""Each state of the first lab shows what its name says."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from labs_py import run
from mkdocs_course.lab_states import opened, read_states
from tests.labs.runs import FIRST, first, records

type Trace = dict[str, Any]

STATES = read_states(FIRST.with_name("first-order-states.json"))


def refused(trace: Trace) -> bool:
    return [record["reason"] for record in records(trace, "cmd.rejected")] == ["schema"]


def conflict(trace: Trace) -> bool:
    return [record["reason"] for record in records(trace, "cmd.rejected")] == ["conflict"]


def loses(trace: Trace) -> bool:
    """What committed late is never sent, and no row that was built knows it."""
    sent = {record["event_id"] for record in records(trace, "outbox.sent")}
    return any(record["event_id"] not in sent for record in records(trace, "evt.committed"))


def wrong(trace: Trace) -> bool:
    return bool(trace["measures"]["rows"]["wrong"])


def crash(trace: Trace) -> bool:
    return wrong(trace) and bool(records(trace, "dlv.crashed"))


def stale(trace: Trace) -> bool:
    early, late = records(trace, "query.served")
    missed = early["seen_version"] < early["acked_version"]
    return bool(missed and late["seen_version"] >= late["acked_version"])


def frozen(trace: Trace) -> bool:
    """At the moment to look at, the mark stands still and the lag behind it is 0."""
    at = STATES["frozen-mark"]["at_us"]
    seen = [record for record in trace["records"] if record["at_us"] <= at]
    gauge = [record for record in seen if "mark_gap" in record][-1]
    return bool(gauge["mark_gap"] > 0 and gauge["event_lag"] == gauge["mark_gap"])


def lagging(trace: Trace) -> bool:
    return bool(trace["measures"]["event_lag_max"] > 10)


def poison(trace: Trace) -> bool:
    return len(records(trace, "retry.scheduled")) == 10


SHOWS: dict[str, Callable[[Trace], bool]] = {
    "refused": refused,
    "conflict": conflict,
    "gaps": loses,
    "duplicates": wrong,
    "crash": crash,
    "wrong-order": wrong,
    "stale-own-read": stale,
    "frozen-mark": frozen,
    "slow-projector": lagging,
    "poison": poison,
}


def test_no_state_is_left_out() -> None:
    assert SHOWS.keys() == STATES.keys()


@pytest.mark.parametrize("name", STATES)
def test_a_state_shows_what_its_name_says(name: str) -> None:
    state = STATES[name]
    trace = run(opened(first(), state))
    assert SHOWS[name](trace), json.dumps(trace["measures"], indent=1)
    assert state["at_us"] <= trace["end_us"]
