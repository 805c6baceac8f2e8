"""The idempotency key: one intention counts once. It is not the expected version."""

from typing import Any

from labs_py import run
from tests.labs.runs import STILL, only, order, records, scenario

ON = STILL | {"api.idempotency": "on"}


def told(*orders: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in more.items()}
    return run(scenario(*orders, parameters=ON | named))


def keyed(at_us: int, key: str = "k1", **more: Any) -> dict[str, Any]:
    return order(at_us, idempotency_key=key, **more)


def test_the_same_intention_counts_once_and_names_the_first() -> None:
    trace = told(keyed(0), keyed(10), keyed(2_000_000))
    deduped = [(r["command_id"], r["first"]) for r in records(trace, "cmd.deduped")]
    assert deduped == [("learner-2", "learner-1"), ("learner-3", "learner-1")]
    assert len(records(trace, "evt.committed")) == 1
    commands = trace["measures"]["commands"]
    assert (commands["deduped"], commands["accepted"], commands["in_flight"]) == (2, 1, 0)


def test_where_keys_are_not_kept_a_second_submission_is_a_second_order() -> None:
    trace = told(keyed(0), keyed(10), api__idempotency="off")
    assert len(records(trace, "evt.committed")) == 2
    assert trace["measures"]["commands"]["deduped"] == 0


def test_two_keys_are_two_intentions() -> None:
    assert len(records(told(keyed(0), keyed(10, "k2")), "evt.committed")) == 2


def test_a_key_for_something_else_is_refused() -> None:
    trace = told(keyed(0), keyed(10, amount=99))
    refused = only(trace, "cmd.rejected")
    assert (refused["reason"], refused["first"]) == ("key_reused", "learner-1")
    assert trace["measures"]["commands"]["rejected_key_reused"] == 1


def test_a_key_is_kept_as_long_as_it_is_said() -> None:
    trace = told(keyed(0), keyed(5_000), keyed(5_001), api__idempotency_ttl_us=5_000)
    assert [r["command_id"] for r in records(trace, "cmd.deduped")] == ["learner-2"]
    assert len(records(trace, "evt.committed")) == 2


def test_a_refused_command_gives_its_key_back() -> None:
    stale = keyed(2_000_000, expected_version=0)
    trace = told(order(0), stale, stale | {"at_us": 4_000_000})
    assert [r["reason"] for r in records(trace, "cmd.rejected")] == ["conflict", "conflict"]
    assert records(trace, "cmd.deduped") == []


def test_a_key_does_not_detect_a_race_and_a_version_does_not_absorb_a_repeat() -> None:
    """Both submissions of a client that read version 0: the key alone lets the race pass."""
    raced = told(order(0), keyed(2_000_000))
    assert len(records(raced, "evt.committed")) == 2
    versioned = [order(0, expected_version=0), order(2_000_000, expected_version=0)]
    assert [r["reason"] for r in records(told(*versioned), "cmd.rejected")] == ["conflict"]
    both = [keyed(0, expected_version=0), keyed(2_000_000, expected_version=0)]
    assert records(told(*both), "cmd.rejected") == []
    assert len(records(told(*both), "cmd.deduped")) == 1


def test_a_key_of_the_wrong_kind_breaks_the_contract() -> None:
    for wrong, rule in ((7, "type"), ("", "range"), ("k" * 81, "range")):
        refused = only(told(order(0, idempotency_key=wrong)), "cmd.rejected")
        assert refused["problem"]["field"] == "idempotency_key"
        assert refused["problem"]["rule"] == rule
