"""What the Command API lets in: valid, not too fast, not too many at once, not too late."""

from typing import Any

import pytest

from labs_py import run
from tests.labs.runs import BUSY, STILL, log, order, records, scenario, strike, view

QUIET = STILL | {"handler.service_us": 10_000, "store.append_us": 0, "net.hop_us": 0}
RUSH = BUSY | {"load.commands_per_s": 200, "load.until_us": 3_000_000, "handler.servers": 2}


def refused(trace: dict[str, Any], reason: str) -> list[dict[str, Any]]:
    return [r for r in records(trace, "cmd.rejected") if r["reason"] == reason]


def test_without_validation_a_wrong_amount_becomes_a_fact() -> None:
    """The read model adds it up, and no refusal undoes it: the log never forgets."""
    trace = run(
        scenario(order(0), order(1, amount=-5), parameters=QUIET | {"api.validation": "off"})
    )
    assert [event["data"]["amount"] for event in log(trace)] == [20, -5]
    assert view(trace)["ada"] == (2, 15, 2)
    checked = run(scenario(order(0), order(1, amount=-5), parameters=QUIET))
    assert [event["data"]["amount"] for event in log(checked)] == [20]


@pytest.mark.parametrize("amount", ["much", None, [], {"eur": 5}, 2.5, True])
def test_without_validation_what_is_no_number_poisons_the_stream(amount: object) -> None:
    given = QUIET | {"api.validation": "off", "projector.retries": 1}
    trace = run(scenario(order(0, amount=amount), order(1), order(2, "bob"), parameters=given))
    assert len(log(trace)) == 3
    assert [r["reason"] for r in records(trace, "view.rejected")] == ["poison", "poison"]
    assert [r["reason"] for r in records(trace, "dlq.parked")] == ["poison", "sequence"]
    assert view(trace) == {"bob": (1, 20, 1)}


@pytest.mark.parametrize("customer", [None, 5, "", "x" * 41, ["ada"]])
def test_without_validation_who_names_nobody_is_refused_late(customer: object) -> None:
    """It waits its turn like a good command; with validation it is refused at once."""
    acts = (order(0), order(1, customer))
    late = run(scenario(*acts, parameters=QUIET | {"api.validation": "off"}))
    (refusal,) = refused(late, "domain")
    assert (refusal["at_us"], refusal["field"]) == (10_000, "customer")
    (early,) = refused(run(scenario(*acts, parameters=QUIET)), "schema")
    assert early["at_us"] == 1


def test_without_validation_a_key_or_a_version_that_is_none_counts_as_not_given() -> None:
    given = QUIET | {"api.validation": "off", "api.idempotency": "on"}
    wrong = {"idempotency_key": [1], "expected_version": "first"}
    trace = run(scenario(order(0, **wrong), order(1, **wrong), parameters=given))
    assert len(log(trace)) == 2


def test_the_bucket_holds_a_second_and_fills_at_its_rate() -> None:
    """Five at once, then one for every 200 ms that have passed since: worked out on paper."""
    at_ms = [0, 1, 2, 3, 4, 5, 199, 200, 201, 1000, 1001, 1002, 1003, 1004]
    acts = [order(at * 1000) for at in at_ms]
    trace = run(scenario(*acts, parameters=QUIET | {"api.rate_per_s": 5}))
    turned_away = [r["at_us"] // 1000 for r in refused(trace, "limit")]
    assert turned_away == [5, 199, 201, 1004]
    assert {(r["limit"], r["most"]) for r in refused(trace, "limit")} == {("rate", 5)}


def test_a_command_that_breaks_the_contract_uses_nobodys_quota() -> None:
    acts = [order(0, amount=-5), order(1), order(2)]
    trace = run(scenario(*acts, parameters=QUIET | {"api.rate_per_s": 1}))
    assert [r["reason"] for r in records(trace, "cmd.rejected")] == ["schema", "limit"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_second_lets_in_more_than_twice_the_rate(seed: int) -> None:
    """A full bucket and what flows into it meanwhile: the bound of a token bucket."""
    trace = run(scenario(seed=seed, parameters=RUSH | {"api.rate_per_s": 30}))
    turned_away = {r["command_id"] for r in refused(trace, "limit")}
    received = records(trace, "cmd.received")
    let_in = [r["at_us"] for r in received if r["command_id"] not in turned_away]
    assert len(turned_away) > 100
    for since_us in let_in:
        assert sum(since_us <= at < since_us + 1_000_000 for at in let_in) <= 60
    assert len(let_in) == pytest.approx(30 * 4, abs=3)


@pytest.mark.parametrize("most", [1, 3, 10])
def test_no_more_are_in_flight_than_let_in(most: int) -> None:
    """Counted anew from the records: let in, and neither committed nor refused."""
    trace = run(scenario(parameters=RUSH | {"api.in_flight": most, "load.customers": 1000}))
    inside: set[str] = set()
    turned_away = {r["command_id"] for r in refused(trace, "limit")}
    assert turned_away
    for record in trace["records"]:
        if record["kind"] == "cmd.received":
            full = len(inside) >= most
            assert (record["command_id"] in turned_away) == full
            inside |= set() if full else {record["command_id"]}
        if record["kind"] in ("evt.committed", "cmd.rejected"):
            inside.discard(record["command_id"])


def test_a_server_that_is_down_after_its_commit_has_nothing_in_flight() -> None:
    """Committed at 11 ms and down for five seconds: the next is let in, and waits for it."""
    down = QUIET | {"api.in_flight": 1, "faults.restart_us": 5_000_000}
    acts = [strike(0, "handler_crash"), *(order(at_us) for at_us in (0, 1_000_000, 2_000_000))]
    trace = run(scenario(*acts, parameters=down))
    assert [r["at_us"] for r in refused(trace, "limit")] == [2_000_000]
    back_us = records(trace, "evt.committed")[0]["at_us"] + 5_000_000
    assert [r["at_us"] for r in records(trace, "cmd.started")] == [0, back_us]


def test_who_comes_back_with_a_known_key_needs_no_place() -> None:
    acts = [order(0, idempotency_key="a"), order(1, idempotency_key="a"), order(2)]
    trace = run(scenario(*acts, parameters=QUIET | {"api.in_flight": 1, "api.idempotency": "on"}))
    assert len(records(trace, "cmd.deduped")) == len(refused(trace, "limit")) == 1


def test_who_is_turned_away_may_come_again_with_the_same_key() -> None:
    acts = [order(0), order(1, idempotency_key="a"), order(20_000, idempotency_key="a")]
    trace = run(scenario(*acts, parameters=QUIET | {"api.in_flight": 1, "api.idempotency": "on"}))
    assert len(refused(trace, "limit")) == 1
    assert len(log(trace)) == 2


def test_what_waits_too_long_is_refused_before_any_work() -> None:
    """Seven at once, 10 ms each, 25 ms allowed: two are done, the third is begun in vain."""
    acts = [order(0, f"customer-{number}") for number in range(7)]
    trace = run(scenario(*acts, parameters=QUIET | {"api.deadline_us": 25_000}))
    late = refused(trace, "deadline")
    assert len(log(trace)) == 2
    assert len(records(trace, "cmd.started")) == 3
    assert {(r["at_us"], r["age_us"]) for r in late} == {(30_000, 30_000)}
    assert len(late) == 5


def test_nothing_is_appended_after_its_deadline() -> None:
    trace = run(scenario(parameters=RUSH | {"api.deadline_us": 100_000}))
    received = {r["command_id"]: r["at_us"] for r in records(trace, "cmd.received")}
    ages = [r["at_us"] - received[r["command_id"]] for r in records(trace, "evt.assigned")]
    assert max(ages) <= 100_000
    assert len(refused(trace, "deadline")) > 50
    assert run(scenario(parameters=RUSH))["measures"]["commands"]["rejected_deadline"] == 0


def test_shedding_keeps_the_wait_short_and_everything_in_the_books() -> None:
    free, shed = (
        run(scenario(parameters=RUSH | more))["measures"]
        for more in ({}, {"api.in_flight": 4, "api.deadline_us": 200_000})
    )
    assert shed["acknowledged_after_us"]["p99"] < free["acknowledged_after_us"]["p99"] / 4
    ends = ("accepted", "rejected_limit", "rejected_deadline", "rejected_conflict")
    assert sum(shed["commands"][name] for name in ends) == shed["commands"]["received"]
