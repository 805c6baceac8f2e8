"""Cut networks, long transactions, skewed clocks: what waits, what is parked, what seems late."""

from typing import Any

import pytest

from labs_py import run
from labs_py.read_model import fold
from tests.labs.runs import BUSY, STILL, change, log, order, records, scenario, view

SINCE_US, UNTIL_US = 1_000_000, 2_500_000
PROTOCOLS = ("before", "after", "transactional")


def cut(what: str, seed: int = 7, **more: Any) -> dict[str, Any]:
    """Run with a window in which the projectors cannot reach something."""
    acts = (change(SINCE_US, "faults.cut", what), change(UNTIL_US, "faults.cut", "off"))
    named = {name.replace("__", "."): value for name, value in more.items()}
    return run(scenario(*acts, seed=seed, parameters=BUSY | named))


def within(trace: dict[str, Any], *kinds: str) -> list[dict[str, Any]]:
    return [r for r in trace["records"] if r["kind"] in kinds and SINCE_US < r["at_us"] < UNTIL_US]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_cut_off_from_the_broker_a_projector_takes_nothing_and_loses_nothing(
    protocol: str,
) -> None:
    trace = cut("broker", projector__commit=protocol, projector__batch=3)
    started = within(trace, "dlv.started")
    assert len(started) <= 3
    assert len(within(trace, "bus.enqueued")) > 10
    assert view(trace) == fold(log(trace))
    assert trace["measures"]["deliveries"]["duplicates_delivered"] == 0


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(("fault", "on"), [("faults.cut", "broker"), ("faults.outage", "on")])
def test_what_was_in_hand_is_done_and_checkpointed_when_the_broker_is_back(
    fault: str, on: str, protocol: str
) -> None:
    """The effect reaches the view; its checkpoint waits, unless it is stored with the view."""
    one = {"load__commands_per_s": 0, "projector__service_law": "constant"}
    one |= {"projector__service_us": 500_000, "relay__poll_us": 0}
    acts = (
        order(SINCE_US - 300_000),
        change(SINCE_US, fault, on),
        change(UNTIL_US, fault, "off"),
    )
    named = {name.replace("__", "."): value for name, value in one.items()}
    trace = run(scenario(*acts, parameters=BUSY | named | {"projector.commit": protocol}))
    (applied,) = records(trace, "view.applied")
    (passed,) = records(trace, "ckpt.advanced")
    assert SINCE_US < applied["at_us"] < UNTIL_US
    expected = {"before": "earlier", "after": UNTIL_US, "transactional": applied["at_us"]}
    found = "earlier" if passed["at_us"] < SINCE_US else passed["at_us"]
    assert found == expected[protocol]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_cut_off_from_the_view_every_attempt_fails_until_it_is_back(protocol: str) -> None:
    patient = {"projector__retries": 1000, "projector__retry_us": 50_000}
    trace = cut("view", projector__commit=protocol, projector__batch=4, **patient)
    assert within(trace, "view.applied") == []
    failed = within(trace, "view.rejected")
    assert {record["reason"] for record in failed} == {"unreachable"}
    assert len(failed) > 10
    assert view(trace) == fold(log(trace))


def test_a_consumer_that_gives_up_parks_good_events_while_the_view_is_away() -> None:
    """Two attempts are soon made: an outage of the view fills the dead-letter queue."""
    hasty = {"projector__retries": 1, "projector__retry_us": 10_000}
    trace = cut("view", **hasty)
    parked = records(trace, "dlq.parked")
    assert {record["reason"] for record in parked} == {"unreachable", "sequence"}
    assert trace["measures"]["dead_letters"]["depth"] > 20
    assert view(trace) != fold(log(trace))


def test_readers_still_reach_the_view() -> None:
    trace = cut("view", load__reads_per_s=50, projector__retries=1000)
    served = within(trace, "query.served")
    assert len(served) > 30
    assert max(record["staleness_us"] for record in served) > 1_000_000


MARKED = {"store.visibility": "gaps", "relay.poll_us": 50_000, "store.append_us": 5_000}


@pytest.mark.parametrize("visibility", ["gaps", "monotonic"])
def test_a_transaction_that_stays_open_stalls_everything_behind_it(visibility: str) -> None:
    """Nothing gets past it: in order the commits wait, with gaps the mark does."""
    slow = {"at_us": SINCE_US, "kind": "strike", "fault": "slow_commit"}
    given = BUSY | MARKED | {"store.visibility": visibility, "handler.servers": 64}
    given |= {"faults.slow_commit_us": 2_000_000, "load.customers": 500}
    trace = run(scenario(slow, parameters=given))
    begun = {r["position"]: r["at_us"] for r in records(trace, "evt.assigned")}
    ended = {r["position"]: r["at_us"] for r in records(trace, "evt.committed")}
    late = min(at for at in begun if ended[at] - begun[at] == 2_005_000)
    behind = [r for r in records(trace, "outbox.sent") if r["position"] > late]
    assert min(r["at_us"] for r in behind) >= ended[late]
    assert len([r for r in behind if begun[r["position"]] < ended[late]]) > 10
    held = [r["position"] for r in records(trace, "hwm.held")]
    assert (late - 1 in held) == (visibility == "gaps")
    assert view(trace) == fold(log(trace))


def test_a_window_of_long_transactions_opens_and_closes() -> None:
    acts = (change(SINCE_US, "faults.slow_commit", 1), change(UNTIL_US, "faults.slow_commit", 0))
    given = BUSY | {"handler.servers": 64, "faults.slow_commit_us": 300_000}
    trace = run(scenario(*acts, parameters=given | {"store.visibility": "gaps"}))
    ended = {r["position"]: r["at_us"] for r in records(trace, "evt.committed")}
    for record in records(trace, "evt.assigned"):
        inside = SINCE_US <= record["at_us"] < UNTIL_US
        assert ended[record["position"]] - record["at_us"] >= 20_000 + 300_000 * inside


@pytest.mark.parametrize("skew_us", [-3_000_000, 2_000_000])
def test_who_compares_two_clocks_believes_a_lag_that_is_off_by_their_difference(
    skew_us: int,
) -> None:
    trace = run(scenario(order(0), parameters=STILL | {"faults.skew_us": skew_us}))
    (committed,) = records(trace, "evt.committed")
    (passed,) = records(trace, "ckpt.advanced")
    assert committed["event"]["recorded_at"] == committed["at_us"] + skew_us
    assert passed["reported_lag_us"] == passed["at_us"] - committed["at_us"] - skew_us
    assert (passed["reported_lag_us"] < 0) == (skew_us > 0)


def test_skew_changes_what_is_believed_and_nothing_that_happens() -> None:
    def story(skew_us: int) -> list[tuple[str, int, int]]:
        trace = run(scenario(parameters=BUSY | {"faults.skew_us": skew_us}))
        return [(r["kind"], r["at_us"], r.get("oldest_us") or 0) for r in trace["records"]]

    assert story(5_000_000) == story(0)
