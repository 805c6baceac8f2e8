"""One command at a time: the path from a press to a row, to the microsecond."""

from typing import Any

from labs_py import run
from tests.labs.runs import STILL, first, only, order, records, scenario, view

EXACT = STILL | {
    "handler.service_us": 60,
    "store.append_us": 20,
    "relay.poll_us": 100,
    "net.hop_us": 40,
    "projector.service_us": 400,
    "query.cost_us": 10,
}


def told(*interventions: dict[str, Any]) -> dict[str, Any]:
    return run(scenario(*interventions, parameters=EXACT))


def read(at_us: int, customer: str = "ada") -> dict[str, Any]:
    return {"at_us": at_us, "kind": "read", "customer": customer}


def change(at_us: int, parameter: str, value: Any) -> dict[str, Any]:
    return {"at_us": at_us, "kind": "set", "parameter": parameter, "value": value}


def test_a_command_passes_every_stage_at_its_time() -> None:
    trace = told(order(1000))
    assert [(record["kind"], record["at_us"]) for record in trace["records"]] == [
        ("cmd.received", 1000),
        ("cmd.started", 1000),
        ("evt.assigned", 1060),
        ("evt.committed", 1080),
        ("outbox.sent", 1100),
        ("cmd.acknowledged", 1120),
        ("bus.enqueued", 1140),
        ("dlv.started", 1140),
        ("view.applied", 1540),
        ("ckpt.advanced", 1540),
    ]
    assert [record["seq"] for record in trace["records"]] == list(range(10))
    assert trace["end_us"] == 1540


def test_acknowledged_and_visible_are_two_moments_of_one_command() -> None:
    trace = told(order(1000))
    acknowledged, visible = only(trace, "cmd.acknowledged"), only(trace, "view.applied")
    assert acknowledged["command_id"] == visible["command_id"] == "learner-1"
    assert (acknowledged["latency_us"], visible["latency_us"]) == (120, 540)
    assert (visible["effect"], visible["before"], visible["right"]) == (1, None, True)
    assert visible["after"] == {"orders": 1, "total": 20, "version": 1}


def test_both_lags_can_be_read_at_any_instant() -> None:
    trace = told(order(1000), order(1000, amount=5))
    gauges = [
        (record["at_us"], record["event_lag"], record["oldest_us"])
        for record in trace["records"]
        if "event_lag" in record
    ]
    assert gauges == [
        (1080, 1, 1080),
        (1160, 2, 1080),
        (1540, 1, 1160),
        (1940, 0, None),
    ]
    assert trace["measures"]["event_lag_max"] == 2
    assert trace["measures"]["time_lag_max_us"] == 1940 - 1160


def test_a_read_between_the_two_moments_does_not_see_ones_own_write() -> None:
    trace = told(order(1000), read(1130), read(1600), read(1130, "bob"))
    early, stranger, late = records(trace, "query.served")
    assert (early["asked_us"], early["at_us"]) == (1130, 1140)
    assert (early["row"], early["seen_version"], early["acked_version"]) == (None, 0, 1)
    assert early["staleness_us"] == 1140 - 1080
    assert (late["row"]["orders"], late["staleness_us"]) == (1, 0)
    assert (stranger["row"], stranger["acked_version"], stranger["right"]) == (None, 0, True)
    reads = trace["measures"]["reads"]
    assert (reads["served"], reads["stale"], reads["own"], reads["stale_own"]) == (3, 1, 2, 1)
    assert (reads["wrong"], reads["backwards"], reads["after_us"]["max"]) == (0, 0, 10)


def test_a_client_that_decided_on_an_old_version_is_refused() -> None:
    trace = told(order(1000), order(2000, expected_version=0), order(3000, expected_version=1))
    refused = only(trace, "cmd.rejected")
    assert (refused["reason"], refused["at_us"]) == ("conflict", 2060)
    assert (refused["expected_version"], refused["actual_version"]) == (0, 1)
    assert [event["version"] for event in records(trace, "evt.assigned")] == [1, 2]
    commands = trace["measures"]["commands"]
    assert (commands["received"], commands["accepted"], commands["rejected_conflict"]) == (3, 2, 1)
    assert commands["in_flight"] == commands["rejected_schema"] == commands["lost_updates"] == 0


def test_the_handler_goes_on_after_a_refusal() -> None:
    trace = told(order(1000), order(2000, expected_version=0), order(2010, "bob"))
    assert [record["at_us"] for record in records(trace, "cmd.started")] == [1000, 2000, 2060]
    assert view(trace).keys() == {"ada", "bob"}


def test_an_acknowledgement_that_was_overtaken_does_not_set_a_client_back() -> None:
    slow, quick = change(0, "net.hop_us", 900), change(1100, "net.hop_us", 1)
    trace = told(slow, order(1000), quick, order(1200), read(3000))
    assert [record["version"] for record in records(trace, "cmd.acknowledged")] == [2, 1]
    assert only(trace, "query.served")["acked_version"] == 2


def test_an_intervention_goes_before_all_else_at_its_instant() -> None:
    trace = told(order(1000), change(1100, "faults.duplicate", 1))
    assert only(trace, "outbox.sent")["at_us"] == 1100
    assert only(trace, "outbox.sent")["copies"] == 2


def test_an_expected_version_of_null_is_none() -> None:
    trace = told(order(1000), order(2000, expected_version=None))
    assert len(records(trace, "cmd.acknowledged")) == 2


def test_a_parameter_changes_from_its_instant_on() -> None:
    trace = told(order(1000), change(2000, "net.hop_us", 90), order(2000))
    assert [record["latency_us"] for record in records(trace, "cmd.acknowledged")] == [120, 170]


def test_the_load_can_be_started_and_stopped_while_it_runs() -> None:
    trace = told(
        change(1_000_000, "load.commands_per_s", 50),
        change(2_000_000, "load.commands_per_s", 0),
    )
    times = [record["at_us"] for record in records(trace, "cmd.received")]
    assert len(times) > 20
    assert min(times) >= 1_000_000
    assert max(times) <= 2_000_000


def test_a_change_in_the_past_makes_a_branch_with_the_same_past() -> None:
    for at_us, intervention in (
        (3_000_000, change(3_000_000, "faults.duplicate", 1)),
        (3_000_000, order(3_000_000, "bob")),
        (1_234_567, change(1_234_567, "load.commands_per_s", 20)),
    ):
        given = first()
        given["interventions"].append(intervention)
        trunk, branch = run(first())["records"], run(given)["records"]
        past = [record for record in trunk if record["at_us"] < at_us]
        assert past
        assert branch[: len(past)] == past
        assert branch[len(past)]["at_us"] >= at_us
        assert branch[len(past) :] != trunk[len(past) :]
