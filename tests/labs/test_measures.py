"""Measures on records written by hand, where the answer can be worked out on paper."""

from typing import Any

import pytest

from labs_py import run
from labs_py.measures import measures
from labs_py.scenario import read_scenario
from labs_py.trial import tried
from tests.labs.paper import (
    PARAMETERS,
    acknowledged,
    applied,
    gauge,
    message,
    on,
    passed,
    read,
    received,
    told,
)
from tests.labs.runs import STILL, order, ran, scenario


def test_a_run_in_which_nothing_happened_has_measures() -> None:
    nothing = told(end_us=0)
    assert nothing["event_lag_max"] == nothing["time_lag_max_us"] == 0
    assert nothing["acknowledged_after_us"] == {
        "count": 0, "p50": None, "p95": None, "p99": None, "max": None,
    }  # fmt: skip
    assert nothing["rows"]["first_wrong_seq"] is None
    assert nothing["backlog"] == {"max": 0, "last": 0, "oldest_us": 0, "drain_us": 0}
    assert set(nothing["rates"].values()) == set(nothing["amplification"].values()) == {None}
    assert nothing["reads"]["stale_share"] is nothing["commands"]["conflict_rate"] is None
    assert nothing["cost"]["per_million_commands"] is None


def test_percentiles_are_order_statistics_by_nearest_rank() -> None:
    twenty = [acknowledged(n, n, n * 10) for n in range(20, 0, -1)]
    assert told(*twenty)["acknowledged_after_us"] == {
        "count": 20, "p50": 100, "p95": 190, "p99": 200, "max": 200,
    }  # fmt: skip


def test_an_intention_is_timed_from_its_first_submission_to_its_first_success() -> None:
    """Sent at 100, again under its key at 300; acknowledged at 450 and, the repeat, at 700."""
    found = told(
        received(100, 1, "k"),
        received(300, 2, "k"),
        acknowledged(450, 2, 150),
        applied(500, 2, 200),
        received(600, 3),
        acknowledged(640, 3, 40),
        acknowledged(700, 1, 600),
        applied(800, 1, 700),
    )
    assert (found["acknowledged_after_us"]["count"], found["acknowledged_after_us"]["max"]) == (
        2,
        350,
    )
    assert found["acknowledged_after_us"]["p50"] == 40
    assert (found["visible_after_us"]["count"], found["visible_after_us"]["max"]) == (1, 400)
    assert found["amplification"]["client"] == 3 / 2


def test_the_three_gauges_are_event_lag_lag_to_mark_and_mark_gap() -> None:
    """Five behind of which four are beyond the mark; a reader ahead of the mark has less than 0."""
    found = told(gauge(1, 5, 4, 1), gauge(2, 2, 0, 1), gauge(3, 0, 3, None))
    assert (found["event_lag_max"], found["lag_to_mark_max"], found["mark_gap_max"]) == (5, 2, 4)


def test_time_lag_is_read_just_before_the_oldest_event_is_passed() -> None:
    gauges = [gauge(100, 1, 0, 100), gauge(150, 2, 0, 100), gauge(400, 1, 0, 150)]
    gauges += [gauge(420, 0, 0, None), gauge(950, 1, 0, 950)]
    assert told(*gauges)["time_lag_max_us"] == 300


def test_an_event_that_is_never_passed_lags_until_the_end() -> None:
    assert told(gauge(100, 1, 0, 100), end_us=5000)["time_lag_max_us"] == 4900


def test_to_see_the_same_version_again_is_not_to_go_backwards() -> None:
    again = (read(10, "a", 1, 0, 0), read(20, "a", 1, 0, 0), read(30, "b", 0, 0, 0))
    assert told(*again)["reads"]["backwards"] == 0


def test_reads_are_stale_beyond_a_bound_own_backwards_or_wrong() -> None:
    found = told(
        read(10, "a", 2, 2, 0),
        read(20, "a", 1, 2, 50),  # its own change is missing, and it goes back
        read(30, "b", 1, 0, 100),  # as old as the bound, not older
        read(40, "b", 3, 0, 101, right=False),
    )["reads"]
    assert (found["served"], found["own"]) == (4, 2)
    assert (found["stale"], found["stale_beyond"], found["stale_bound_us"]) == (3, 1, 100)
    assert (found["stale_own"], found["backwards"], found["wrong"]) == (1, 1, 1)
    assert (found["stale_share"], found["stale_own_share"]) == (1 / 4, 1 / 2)
    assert found["wrong_share"] == 1 / 4
    assert (found["staleness_us"]["p50"], found["staleness_us"]["max"]) == (50, 101)
    assert found["after_us"]["max"] == 10


DELIVERIES = (
    on(0, "bus.enqueued", 1),
    on(50, "bus.enqueued", 2),
    on(100, "dlv.started", 1, attempt=1),
    on(150, "view.rejected", 1, attempt=1),
    on(250, "dlv.started", 1, attempt=2),
    applied(300, 1, 300),
    passed(300, 1),
    on(300, "dlv.started", 2, attempt=1),
    on(310, "bus.enqueued", 3),
    applied(400, 2, 600),
    passed(400, 2),
)


def test_the_backlog_is_queued_and_in_service() -> None:
    """Two arrive, a third as the first has left; it is still there at 1000, 690 old."""
    found = told(*DELIVERIES)["backlog"]
    assert (found["max"], found["last"], found["oldest_us"]) == (2, 1, 690)


def test_the_drain_is_the_backlog_over_what_is_to_spare() -> None:
    """Done: 2 in 200 µs of work, 10,000 a second; arrived: 3 in 310 µs, as good as that."""
    assert told(*DELIVERIES)["backlog"]["drain_us"] == round(2 / (2 / 200 - 3 / 310))
    late = (on(330, "bus.enqueued", 4),)
    assert told(*DELIVERIES, *late)["backlog"]["drain_us"] is None


@pytest.mark.parametrize(("instances", "drain_us"), [(1, None), (2, 254), (8, 254)])
def test_a_projector_without_a_partition_drains_nothing(
    instances: int, drain_us: int | None
) -> None:
    """Two partitions: 4 in 200 µs are done, 4 in 330 µs arrive: 2 / (4/200 - 4/330)."""
    late = on(330, "bus.enqueued", 4)
    found = told(*DELIVERIES, late, projector__instances=instances)["backlog"]
    assert (found["max"], found["drain_us"]) == (2, drain_us)


def test_where_the_checkpoint_comes_first_the_backlog_ends_with_the_work_or_a_crash() -> None:
    found = told(
        on(0, "bus.enqueued", 1),
        on(0, "bus.enqueued", 2),
        passed(10, 1),
        passed(10, 2),
        on(10, "dlv.started", 1, attempt=1),
        applied(40, 1, 40),
        on(40, "dlv.started", 2, attempt=1),
        on(90, "dlv.crashed", 2, point="before_effect"),
        projector__commit="before",
    )
    assert found["backlog"] | {"drain_us": 0} == {
        "max": 2, "last": 0, "oldest_us": 90, "drain_us": 0,
    }  # fmt: skip
    assert found["stages"]["projector"]["busy_us"] == 80


def test_a_stage_is_busy_while_it_works_not_while_it_waits_to_try_again() -> None:
    found = told(*DELIVERIES)["stages"]["projector"]
    assert (found["completed"], found["busy_us"]) == (3, 50 + 50 + 100)
    assert (found["utilisation"], found["busy_servers"], found["per_s"]) == (0.2, 0.2, 3000)


def test_a_pause_is_no_work() -> None:
    paused = (on(300, "dlv.started", 1, attempt=1), on(350, "dlv.paused", 1, pause_us=500))
    assert told(*paused, applied(850, 1, 850))["stages"]["projector"]["busy_us"] == 50


def test_what_is_in_hand_at_the_end_was_work_until_then() -> None:
    found = told(on(300, "dlv.started", 1, attempt=1))["stages"]["projector"]
    assert (found["busy_us"], found["utilisation"]) == (700, 0.7)


def test_the_handler_is_busy_from_its_first_look_to_the_decision() -> None:
    started = {"stream_id": "s", "expected_version": 0}
    found = told(
        (0, "cmd.started", {"command_id": "c1", **started}),
        (10, "cmd.started", {"command_id": "c2", **started}),
        (30, "cmd.started", {"command_id": "c2", **started}),
        (100, "cmd.rejected", {"command_id": "c2", "reason": "conflict"}),
        (900, "cmd.started", {"command_id": "c3", **started}),
    )
    handler = found["stages"]["handler"]
    assert (handler["completed"], handler["busy_us"]) == (1, 90 + 1000 + 100)
    assert (handler["busy_servers"], handler["utilisation"]) == (1.19, 1190 / 2000)
    assert found["amplification"]["handler"] == 4 / 3


def test_servers_that_come_later_count_from_then_on() -> None:
    more = {"at_us": 400, "kind": "set", "parameter": "handler.servers", "value": 5}
    given = read_scenario(scenario(more, parameters=PARAMETERS)).as_json()
    started = {"command_id": "c", "stream_id": "s", "expected_version": 0}
    records = [{"seq": 0, "at_us": 0, "kind": "cmd.started", **started}]
    stage = measures(records, given, 1000)["stages"]["handler"]
    assert stage["utilisation"] == 1000 / (2 * 400 + 5 * 600)


def test_goodput_is_what_was_applied_once_and_in_time() -> None:
    """Of four events one is too late for its deadline and one is applied twice."""
    found = told(
        *(received(at, number) for number, at in enumerate((0, 0, 0, 0), start=1)),
        applied(100, 1, 100),
        applied(200, 2, 501),
        applied(300, 3, 300),
        applied(400, 3, 400, effect=2),
        applied(500, 4, 500),
    )["rates"]
    assert found["offered_per_s"] == 4000
    assert found["throughput_per_s"] == 4000
    assert found["goodput_per_s"] == 2000


def test_amplification_is_attempts_over_requests_layer_by_layer() -> None:
    """Two copies of the first event and one of the second; one delivery is tried twice."""
    found = told(
        on(0, "bus.enqueued", 1, 1),
        on(0, "bus.enqueued", 1, 2),
        on(0, "bus.enqueued", 2, 3),
        on(10, "dlv.started", 1, 1, attempt=1),
        on(20, "dlv.started", 1, 1, attempt=2),
        on(30, "dlv.started", 1, 2, attempt=1),
        on(40, "dlv.started", 2, 3, attempt=1),
    )["amplification"]
    assert (found["bus"], found["projector"]) == (3 / 2, 4 / 3)
    assert found["end_to_end"] == 4 / 2


def test_from_end_to_end_what_counts_is_the_intention() -> None:
    """One intention, submitted twice under its key and delivered twice."""
    twice = [received(0, 1, "k"), received(5, 2, "k")]
    begun = [on(10, "dlv.started", 1, attempt=1), on(20, "dlv.started", 2, attempt=1)]
    found = told(*twice, *begun)["amplification"]
    assert (found["projector"], found["end_to_end"]) == (1, 2)


def test_the_conflict_rate_is_conflicts_over_append_attempts() -> None:
    again = {"command_id": "c1", "attempt": 1, "reason": "conflict"}
    found = told(
        (0, "cmd.conflicted", again),
        (1, "evt.assigned", {"position": 1}),
        (2, "evt.assigned", {"position": 2}),
        (3, "cmd.rejected", {"command_id": "c2", "reason": "conflict"}),
    )["commands"]
    assert (found["conflicts"], found["append_attempts"], found["conflict_rate"]) == (2, 4, 0.5)


def test_the_oldest_dead_letter_has_an_age() -> None:
    parked = [on(at, "dlq.parked", n, key="ada", reason="poison") for n, at in ((1, 300), (2, 400))]
    found = told(*parked)["dead_letters"]
    assert found == {"depth": 2, "sequences": 1, "oldest_us": 300, "oldest_age_us": 700}


HOUR_US = 3_600_000_000


def test_the_bill_is_servers_partitions_bytes_writes_and_database_time() -> None:
    """Three servers and two partitions for an hour, one event of a megabyte, 0.3 s of database."""
    event = {"event": {"stream_id": "s", "version": 1}, "event_lag": 0, "mark_gap": 0}
    found = told(
        (0, "cmd.started", {"command_id": "c1", "stream_id": "s", "expected_version": 0}),
        (0, "evt.assigned", {"position": 1, "command_id": "c1"}),
        (200_000, "evt.committed", message(1) | event | {"oldest_us": None}),
        acknowledged(200_000, 1, 0),
        applied(210_000, 1, 10),
        read(300_000, "a", 1, 1, 0, asked_us=200_000, source="write_model"),
        read(300_000, "a", 1, 1, 0, asked_us=200_000, source="overlay"),
        end_us=HOUR_US,
    )["cost"]
    assert found["instances"] == pytest.approx(3)
    assert found["partitions"] == pytest.approx(0.04)
    assert found["store"] == pytest.approx(0.0001)
    assert found["writes"] == pytest.approx(0.2 * 2 / 1e6)
    assert found["database"] == pytest.approx(0.15)
    assert found["total"] == pytest.approx(sum((3, 0.04, 0.0001, 0.4e-6, 0.15)))
    assert found["per_million_commands"] == pytest.approx(found["total"] * 1e6)


def test_measures_of_a_real_run_fit_together() -> None:
    """Identities: the mean backlog by Little, the stages by their counts, the rates by theirs."""
    trace = ran(parameters={"faults.duplicate": 0.2, "projector.strategy": "by_id"})
    found, seconds = trace["measures"], trace["end_us"] / 1e6
    committed = found["events"]["committed"]
    assert found["rates"]["throughput_per_s"] * seconds == pytest.approx(committed)
    assert found["stages"]["projector"]["completed"] == found["deliveries"]["started"]
    assert found["stages"]["handler"]["completed"] == found["commands"]["received"]
    assert found["amplification"]["end_to_end"] == found["deliveries"]["started"] / committed
    assert found["event_lag_max"] == found["lag_to_mark_max"]
    assert found["backlog"]["last"] == found["mark_gap_max"] == 0
    assert 0 < found["stages"]["projector"]["utilisation"] < 1


NOBODY_IS_LATE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "author": ({}, {"load.timeout_us": 60_000_000}),
    "reader": (
        {"query.consistency": "wait_for_version", "query.timeout_us": 20_000_000},
        {"query.timeout_us": 60_000_000},
    ),
    "gap": (
        {"projector.strategy": "strict_buffer", "faults.reorder": 0.2},
        {"projector.gap_timeout_us": 60_000_000},
    ),
}
"""Settings under which some timer is set, and a time-out that is never reached."""


@pytest.mark.parametrize("timer", NOBODY_IS_LATE)
def test_a_time_out_that_never_comes_changes_no_measure(timer: str) -> None:
    base, later = NOBODY_IS_LATE[timer]
    calm = ran(parameters={"load.own_reads": 1} | base)
    patient = ran(parameters={"load.own_reads": 1} | base | later)
    assert patient["measures"] == calm["measures"]
    assert patient["end_us"] == patient["records"][-1]["at_us"]
    assert tried(patient["scenario"])["measures"] == calm["measures"]


def test_a_run_lasts_until_the_last_thing_that_was_done() -> None:
    change = {"at_us": 9_000_000, "kind": "set", "parameter": "faults.drop", "value": 1}
    assert run(scenario(order(0), change, parameters=STILL))["end_us"] == 9_000_000
    assert run(scenario(parameters=STILL))["end_us"] == 0
