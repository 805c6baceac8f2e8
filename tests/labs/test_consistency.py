"""Reading one's own writes: what each mode promises, and what it costs."""

import statistics
from math import exp
from typing import Any

import pytest

from labs_py import run
from labs_py.query import Answer, Request
from labs_py.scenario import read_scenario
from labs_py.simulation import simulate
from tests.labs.runs import BUSY, STILL, only, order, records, scenario

SLOW = STILL | {"projector.service_us": 1_000_000, "query.cost_us": 10_000}
"""Acknowledged at 120 ms, visible at 1,240 ms."""
OWN = {"load.own_reads": 1, "load.think_us": 20_000, "query.cost_us": 1000}
MODES = ("eventual", "wait_for_version", "sticky", "overlay")


def read(at_us: int, customer: str = "ada") -> dict[str, Any]:
    return {"at_us": at_us, "kind": "read", "customer": customer}


def asked(mode: str, *acts: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in more.items()}
    return run(scenario(*acts, parameters=SLOW | {"query.consistency": mode} | named))


def test_an_eventual_answer_comes_at_once_and_lacks_the_change() -> None:
    answer = only(asked("eventual", order(0), read(300_000)), "query.served")
    assert (answer["at_us"], answer["row"], answer["acked_version"]) == (310_000, None, 1)
    assert (answer["required_version"], answer["wait_us"]) == (None, 0)


def test_a_query_waits_until_the_version_is_there() -> None:
    trace = asked("wait_for_version", order(0), read(300_000), query__timeout_us=2_000_000)
    answer, applied = only(trace, "query.served"), only(trace, "view.applied")
    assert answer["at_us"] == applied["at_us"]
    assert (answer["seen_version"], answer["required_version"]) == (1, 1)
    assert answer["wait_us"] == applied["at_us"] - 310_000


def test_it_waits_no_longer_than_it_may() -> None:
    trace = asked("wait_for_version", order(0), read(300_000), query__timeout_us=250_000)
    answer = only(trace, "query.served")
    assert (answer["at_us"], answer["wait_us"], answer["row"]) == (560_000, 250_000, None)
    assert trace["measures"]["reads"]["stale_own"] == 1


def test_how_long_it_waited_is_counted_from_when_it_began_to() -> None:
    slower = {"at_us": 320_000, "kind": "set", "parameter": "query.cost_us", "value": 1_000_000}
    acts = (order(0), read(300_000), slower)
    answer = only(asked("wait_for_version", *acts, query__timeout_us=250_000), "query.served")
    assert (answer["at_us"], answer["wait_us"]) == (560_000, 250_000)


@pytest.mark.parametrize("mode", MODES)
def test_an_own_write_is_one_that_was_acknowledged_when_the_question_was_asked(mode: str) -> None:
    """Asked at 100 ms, acknowledged at 120, answered at 110 or 150; asked again at 120 or 130."""
    for cost_us in (10_000, 50_000):
        trace = asked(mode, order(0), read(100_000), query__cost_us=cost_us)
        answer = only(trace, "query.served")
        assert (answer["at_us"], answer["acked_version"]) == (100_000 + cost_us, 0)
        assert trace["measures"]["reads"]["own"] == 0
    for asked_us in (120_000, 130_000):
        answer = only(asked(mode, order(0), read(asked_us)), "query.served")
        assert answer["acked_version"] == 1


def test_who_has_changed_nothing_waits_for_nothing() -> None:
    trace = asked("wait_for_version", order(0), read(300_000, "bob"))
    assert only(trace, "query.served")["at_us"] == 310_000


def test_the_write_model_answers_for_a_while_and_then_no_more() -> None:
    trace = asked("sticky", order(0), read(300_000), read(900_000), query__sticky_us=500_000)
    early, late = records(trace, "query.served")
    assert (early["source"], early["row"]["orders"], early["staleness_us"]) == ("write_model", 1, 0)
    assert ("source" in late, late["row"]) == (False, None)


def test_the_write_model_does_not_show_an_update_that_it_lost() -> None:
    racing = {"handler.concurrency": "none", "handler.servers": 2}
    acts = (order(0), order(1000, amount=7), read(400_000))
    named = {"projector.service_us": 1000} | racing
    given = scenario(*acts, parameters=STILL | named | {"query.consistency": "sticky"})
    trace = run(given)
    answer = only(trace, "query.served")
    assert trace["measures"]["commands"]["lost_updates"] == 1
    assert answer["source"] == "write_model"
    assert answer["row"] == {"orders": 1, "total": 7, "version": 2}
    assert (answer["seen_version"], answer["head_version"], answer["staleness_us"]) == (2, 2, 0)
    assert not answer["right"]


@pytest.mark.parametrize(("mode", "lacks"), [("eventual", True), ("sticky", False)])
def test_an_answer_is_as_old_as_the_oldest_event_it_lacks(mode: str, lacks: bool) -> None:
    """The second of three orders never arrives: its row is at version 3 and lacks version 2."""
    lost = {"at_us": 900_000, "kind": "strike", "fault": "drop"}
    acts = (order(0), lost, order(1_000_000), order(3_000_000), read(9_000_000))
    trace = asked(mode, *acts, query__sticky_us=60_000_000)
    answer = only(trace, "query.served")
    second = records(trace, "evt.committed")[1]
    assert answer["seen_version"] == answer["head_version"] == 3
    assert answer["staleness_us"] == (answer["at_us"] - second["at_us"] if lacks else 0)
    assert trace["measures"]["reads"]["stale_beyond"] == lacks


def test_an_overlay_lacks_what_is_not_ones_own() -> None:
    orders = (order(0), order(100_000, amount=7))
    answer = only(asked("overlay", *orders, read(500_000)), "query.served")
    assert answer["staleness_us"] == 510_000 - 80_000
    alone = only(asked("overlay", order(0), read(300_000)), "query.served")
    assert alone["staleness_us"] == 0


def test_an_overlay_shows_the_change_on_a_row_that_may_never_have_been() -> None:
    """Another's order is on its way too: the row with mine alone was never the truth."""
    alone = only(asked("overlay", order(0, amount=7), read(300_000)), "query.served")
    assert (alone["source"], alone["row"]) == ("overlay", {"orders": 1, "total": 7, "version": 1})
    assert alone["right"]
    stale = asked("overlay", order(0), order(100_000, amount=7), read(500_000))
    mixed = only(stale, "query.served")
    assert mixed["row"] == {"orders": 1, "total": 7, "version": 2}
    assert not mixed["right"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_the_eventual_mode_breaks_its_promise(seed: int) -> None:
    def reads(mode: str) -> dict[str, Any]:
        chosen = {"query.consistency": mode, "query.timeout_us": 60_000_000}
        trace = run(scenario(seed=seed, parameters=BUSY | OWN | chosen))
        found: dict[str, Any] = trace["measures"]["reads"]
        assert found["own"] == found["served"] == trace["measures"]["commands"]["accepted"]
        return found

    found = {mode: reads(mode) for mode in MODES}
    assert found["eventual"]["stale_own"] > 10
    assert [found[mode]["stale_own"] for mode in MODES[1:]] == [0, 0, 0]
    waited, at_once = found["wait_for_version"]["after_us"], found["eventual"]["after_us"]
    assert waited["p95"] > at_once["p95"] == at_once["max"] == 1000


def test_background_reads_come_at_their_rate_and_are_nobodys_own() -> None:
    trace = run(scenario(parameters=BUSY | {"load.reads_per_s": 100}))
    reads = trace["measures"]["reads"]
    assert reads["served"] == pytest.approx(400, rel=0.2)
    assert reads["own"] == reads["stale_own"] == 0
    assert reads["stale"] > 0


def stale_share(seed: int, law: str, **more: Any) -> float:
    """Return the share of own reads that miss: the projection is M/M/1 with λ = 80, μ = 100."""
    at_once = ("handler.service_us", "store.append_us", "relay.poll_us", "net.hop_us")
    load = {"load.commands_per_s": 80, "load.until_us": 200_000_000, "load.customers": 10_000}
    think = {"load.own_reads": 1, "load.think_us": 100_000, "load.think_law": law}
    rest = {"projector.service_us": 10_000, "query.cost_us": 0} | more
    parameters = dict.fromkeys(at_once, 0) | load | think | rest
    facts = simulate(read_scenario(scenario(seed=seed, parameters=parameters))).facts
    return statistics.fmean(_misses(*fact[2:]) for fact in facts if fact[1] == "query.served")


def _misses(request: Request, given: Answer) -> bool:
    return (given.row.version if given.row else 0) < request.acked


@pytest.mark.parametrize(("law", "share"), [("constant", exp(-2)), ("exponential", 10 / 30)])
def test_own_reads_miss_as_often_as_the_formula_says(law: str, share: float) -> None:
    """exp(-(μ-λ)θ) for a fixed time to think, ν/(ν+μ-λ) for an exponential one."""
    shares = [stale_share(seed, law) for seed in range(8)]
    error = statistics.stdev(shares) / len(shares) ** 0.5
    assert abs(statistics.fmean(shares) - share) <= 4 * error
    assert error < 0.1 * share


def test_no_number_of_projectors_brings_it_to_nothing() -> None:
    """With a server for everybody it is ν/(ν+μ): 10/110."""
    many = {"projector.instances": 64, "bus.partitions": 64}
    shares = [stale_share(seed, "exponential", **many) for seed in range(3)]
    assert statistics.fmean(shares) == pytest.approx(10 / 110, rel=0.1)
