"""Positions that appear late: who skips them, who waits, who goes back."""

import statistics
from typing import Any

import pytest

from labs_py import run
from labs_py.read_model import fold
from labs_py.scenario import read_scenario
from labs_py.simulation import simulate
from tests.labs.runs import log, records, scenario, view


def racing(rate: float, txn_us: int, poll_us: int, reader: str, **more: Any) -> dict[str, Any]:
    return {
        "load.commands_per_s": rate,
        "load.until_us": 60_000_000,
        "load.customers": 10_000,
        "handler.servers": 64,
        "handler.service_us": 0,
        "store.append_us": txn_us,
        "store.append_law": "exponential",
        "store.visibility": "gaps",
        "relay.poll_us": poll_us,
        "relay.reader": reader,
        "net.hop_us": 0,
        "projector.service_us": 0,
    } | {name.replace("__", "."): value for name, value in more.items()}


def skipped_share(seed: int, rate: float, txn_us: int, poll_us: int, reader: str) -> float:
    given = scenario(seed=seed, parameters=racing(rate, txn_us, poll_us, reader))
    facts = simulate(read_scenario(given)).facts
    committed = len([fact for fact in facts if fact[1] == "evt.committed"])
    sent = len([fact for fact in facts if fact[1] == "outbox.sent"])
    return (committed - sent) / committed


MEASURED = [(50, 20_000, 100_000, 0.057), (50, 5_000, 100_000, 0.006), (200, 20_000, 50_000, 0.19)]
"""Rate, mean transaction, poll, share skipped: the domain model's section 2.8."""


@pytest.mark.parametrize(("rate", "txn_us", "poll_us", "share"), MEASURED)
def test_a_reader_that_only_goes_forward_skips_what_appears_late(
    rate: float, txn_us: int, poll_us: int, share: float
) -> None:
    shares = [skipped_share(seed, rate, txn_us, poll_us, "naive") for seed in range(6)]
    error = statistics.stdev(shares) / len(shares) ** 0.5
    rounding = 0.5 * 10 ** -len(str(share).split(".")[1])
    assert abs(statistics.fmean(shares) - share) <= 4 * error + rounding
    assert error < 0.1 * share


@pytest.mark.parametrize("reader", ["high_water", "gap_aware"])
@pytest.mark.parametrize(("rate", "txn_us", "poll_us", "share"), MEASURED)
def test_a_reader_that_waits_or_goes_back_skips_nothing(
    rate: float, txn_us: int, poll_us: int, share: float, reader: str
) -> None:
    assert share > 0
    assert skipped_share(1, rate, txn_us, poll_us, reader) == 0


def short(reader: str, seed: int = 1, **more: Any) -> dict[str, Any]:
    parameters = racing(50, 20_000, 100_000, reader, load__until_us=10_000_000, **more)
    return run(scenario(seed=seed, parameters=parameters))


def test_what_was_skipped_is_lost_and_no_gauge_shows_it() -> None:
    trace = short("naive")
    events = trace["measures"]["events"]
    assert events["lost"] == events["committed"] - events["applied"] > 0
    assert [r for r in trace["records"] if "event_lag" in r][-1]["event_lag"] == 0
    assert view(trace) != fold(log(trace))


@pytest.mark.parametrize("reader", ["high_water", "gap_aware"])
def test_who_skips_nothing_has_the_right_view(reader: str) -> None:
    trace = short(reader, faults__rollback=0.1)
    assert trace["measures"]["commands"]["rejected_rolled_back"] > 0
    assert view(trace) == fold(log(trace))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_high_water_reader_sends_in_the_order_of_positions(seed: int) -> None:
    positions = [r["position"] for r in records(short("high_water", seed), "outbox.sent")]
    assert positions == sorted(positions)
    assert positions != [event["position"] for event in log(short("high_water", seed))]


def test_the_mark_is_held_below_what_is_not_decided() -> None:
    trace = short("high_water")
    undecided: set[int] = set()
    for record in trace["records"]:
        if record["kind"] == "evt.assigned":
            undecided.add(record["position"])
        if record["kind"] in ("evt.committed", "evt.rolledback"):
            undecided.remove(record["position"])
        if record["kind"] == "hwm.held":
            assert record["position"] == min(undecided) - 1
            assert record["waiting"] > 0
    assert len(records(trace, "hwm.held")) > 10


def test_a_long_transaction_stalls_the_mark_and_a_rollback_lets_it_go() -> None:
    """One append of ten seconds, doomed: nothing behind it is sent until it is decided."""
    slow = {"at_us": 0, "kind": "set", "parameter": "store.append_us", "value": 10_000_000}
    quick = {"at_us": 2, "kind": "set", "parameter": "store.append_us", "value": 1000}
    doom = {"at_us": 0, "kind": "strike", "fault": "rollback"}
    one = {"at_us": 1, "kind": "place_order", "customer": "zoe", "amount": 5}
    parameters = racing(20, 1000, 100_000, "high_water", load__until_us=5_000_000)
    given = scenario(
        slow, doom, one, quick, parameters=parameters | {"store.append_law": "constant"}
    )
    trace = run(given)
    (rolled_back,) = records(trace, "evt.rolledback")
    assert rolled_back["position"] == 1
    assert min(r["at_us"] for r in records(trace, "outbox.sent")) == rolled_back["at_us"] + 99_999
    assert trace["measures"]["time_lag_max_us"] > 9_000_000
    assert view(trace) == fold(log(trace))


def test_where_visibility_is_in_order_no_reader_can_skip() -> None:
    trace = short("naive", store__visibility="monotonic")
    assert [event["position"] for event in log(trace)] == list(range(1, len(log(trace)) + 1))
    assert view(trace) == fold(log(trace))
