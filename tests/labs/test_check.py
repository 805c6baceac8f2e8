"""The door "how do we know this is right": it holds on every run, and fails on a false trace."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from labs_py import ScenarioError, check, check_json, run
from tests.labs import mutants
from tests.labs.anything import HARD, scenarios
from tests.labs.runs import BUSY, ROOT, first, order, ran, records, scenario, strike


def failing(trace: dict[str, Any]) -> list[str]:
    return [each["id"] for each in check(trace)["checks"] if not each["holds"]]


@HARD
@given(scenarios())
def test_every_law_holds_on_every_run(given: dict[str, Any]) -> None:
    assert failing(run(given)) == []


def test_who_sends_directly_does_not_take_the_turn_of_what_waits() -> None:
    """The outbox still waits for the full partition; what is sent past it shows no room for it."""
    full = {"bus.capacity": 1, "bus.partitions": 1, "projector.service_us": 500_000}
    load = {"load.commands_per_s": 20, "load.until_us": 3_000_000}
    acts = [
        {"at_us": 500_000, "kind": "set", "parameter": "publish.mode", "value": "direct"},
        {"at_us": 2_800_000, "kind": "set", "parameter": "faults.cut", "value": "broker"},
    ]
    trace = run(scenario(*acts, parameters=load | full))
    assert records(trace, "bus.blocked")
    assert failing(trace) == []


QUIET = BUSY | {
    "load.own_reads": 0.5,
    "load.think_us": 20_000,
    "load.invalid": 0.1,
    "load.resubmits": 0.2,
    "projector.strategy": "by_id",
    "projector.commit": "transactional",
    "handler.retries": 9,
    "handler.servers": 2,
    "faults.duplicate": 0.2,
    "api.in_flight": 100,
    "api.rate_per_s": 100,
    "api.deadline_us": 9_000_000,
    "api.idempotency": "on",
    "bus.capacity": 1000,
    "query.consistency": "wait_for_version",
}
LAWS = [
    *("digest", "order", "commands", "contract", "once", "rate", "in_flight", "deadline"),
    *("kiefer_wolfowitz", "updates", "acknowledged", "positions", "versions", "visibility"),
    *("events", "stages", "partitions", "in_order", "room", "checkpoints", "mark"),
    *("lag", "mark_gap", "oldest", "little", "lindley", "attempts", "followers", "turns"),
    *("atomic", "replay", "effects", "right", "effectively_once"),
    *("answers", "served", "sources", "own", "waited"),
]


def test_all_laws_speak_about_a_run_without_crashes() -> None:
    report = check(ran(parameters=QUIET))
    assert [each["id"] for each in report["checks"]] == LAWS
    assert report["holds"]
    assert min(each["compared"] for each in report["checks"]) > 0
    lines = {each["id"]: each for each in report["checks"]}
    assert lines["lindley"]["unit"] == "us"
    assert lines["lindley"]["expected"] == lines["lindley"]["found"] > 0


def test_a_law_says_nothing_where_its_assumptions_fail() -> None:
    def told(**more: Any) -> set[str]:
        named = {name.replace("__", "."): value for name, value in more.items()}
        return {each["id"] for each in check(ran(parameters=QUIET | named))["checks"]}

    assert set(LAWS) - told(faults__crash=0.05) == {"lindley"}
    assert set(LAWS) - told(faults__drop=0.05) == {"effectively_once"}
    answered = {"answers", "served", "sources", "own", "waited"}
    assert set(LAWS) - told(load__own_reads=0) == answered
    assert set(LAWS) - told(query__consistency="eventual") == {"waited"}
    assert set(LAWS) - told(handler__concurrency="none") == {"updates", "attempts"}
    assert set(LAWS) - told(api__idempotency="off") == {"once"}
    assert set(LAWS) - told(api__rate_per_s=1_000_000) == {"rate"}
    assert set(LAWS) - told(api__deadline_us=0) == {"deadline"}
    assert set(LAWS) - told(bus__capacity=1_000_000) == {"room"}
    assert set(LAWS) - told(projector__commit="after") == {"atomic"}
    assert set(LAWS) - told(projector__on_error="skip") == {"followers"}
    assert set(LAWS) - told(faults__reorder=0.1) == {"in_order"}
    assert set(LAWS) - told(api__in_flight=1_000_000) == {"in_flight"}
    late = {"store__visibility": "gaps", "store__append_law": "exponential"}
    assert set(LAWS) - told(relay__reader="naive", **late) == {
        *("visibility", "mark", "effectively_once"),
    }


def change(trace: dict[str, Any], kind: str, number: int, **fields: Any) -> None:
    records(trace, kind)[number].update(fields)


def later(trace: dict[str, Any], kind: str, number: int) -> None:
    records(trace, kind)[number]["at_us"] += 1


def swap(trace: dict[str, Any], kind: str) -> None:
    """Exchange the contents of the first two records of a kind; their instants stay."""
    one, other = records(trace, kind)[:2]
    for field in one.keys() - {"seq", "at_us"}:
        one[field], other[field] = other[field], one[field]


def remove(trace: dict[str, Any], kind: str, number: int) -> None:
    trace["records"].remove(records(trace, kind)[number])


def add(trace: dict[str, Any], part: str, name: str) -> None:
    trace["measures"][part][name] += 1


def park_first(trace: dict[str, Any]) -> None:
    """Say of the first outcome that the event was parked, with its stream."""
    records(trace, "view.applied")[0].update({"kind": "dlq.parked", "reason": "poison"})


FALSE: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("digest", lambda trace: change(trace, "cmd.received", 0, command={"customer": "eve"})),
    ("order", lambda trace: change(trace, "cmd.received", 3, seq=0)),
    ("commands", lambda trace: remove(trace, "cmd.received", 0)),
    ("commands", lambda trace: add(trace, "commands", "in_flight")),
    ("kiefer_wolfowitz", lambda trace: later(trace, "cmd.started", 5)),
    ("kiefer_wolfowitz", lambda trace: swap(trace, "cmd.started")),
    ("in_flight", lambda trace: trace["scenario"]["parameters"].update({"api.in_flight": 0})),
    ("updates", lambda trace: add(trace, "commands", "lost_updates")),
    ("updates", lambda trace: change(trace, "cmd.started", 9, expected_version=0)),
    ("contract", lambda trace: change(trace, "cmd.rejected", 0, reason="domain")),
    ("once", lambda trace: change(trace, "cmd.deduped", 0, first="load-0")),
    ("rate", lambda trace: trace["scenario"]["parameters"].update({"api.rate_per_s": 1})),
    ("deadline", lambda trace: change(trace, "evt.assigned", 0, at_us=10**8)),
    ("acknowledged", lambda trace: later(trace, "cmd.acknowledged", 0)),
    ("acknowledged", lambda trace: change(trace, "cmd.acknowledged", 0, version=9)),
    ("positions", lambda trace: change(trace, "evt.assigned", 1, position=1)),
    ("versions", lambda trace: remove(trace, "evt.committed", 0)),
    ("visibility", lambda trace: swap(trace, "outbox.sent")),
    ("events", lambda trace: add(trace, "events", "lost")),
    ("events", lambda trace: change(trace, "view.applied", 0, event_id="e999")),
    ("events", lambda trace: change(trace, "evt.committed", 1, event_id="e1")),
    ("stages", lambda trace: remove(trace, "bus.enqueued", 0)),
    ("partitions", lambda trace: change(trace, "bus.enqueued", 0, partition=9)),
    ("in_order", lambda trace: change(trace, "outbox.sent", 0, event_id="e999")),
    ("room", lambda trace: trace["scenario"]["parameters"].update({"bus.capacity": 0})),
    ("attempts", lambda trace: change(trace, "cmd.conflicted", 0, attempt=2)),
    ("followers", park_first),
    ("turns", lambda trace: change(trace, "view.applied", 3, effect=7)),
    ("atomic", lambda trace: later(trace, "view.applied", 3)),
    ("checkpoints", lambda trace: remove(trace, "ckpt.advanced", 0)),
    ("mark", lambda trace: change(trace, "ckpt.advanced", 0, position=9999)),
    ("lag", lambda trace: change(trace, "ckpt.advanced", 0, event_lag=77)),
    ("mark_gap", lambda trace: change(trace, "ckpt.advanced", 0, mark_gap=1)),
    ("oldest", lambda trace: change(trace, "evt.committed", 9, oldest_us=1)),
    ("oldest", lambda trace: change(trace, "ckpt.advanced", 9, oldest_us=None)),
    ("little", lambda trace: change(trace, "evt.committed", 3, event_lag=77)),
    ("lindley", lambda trace: later(trace, "dlv.started", 3)),
    ("lindley", lambda trace: swap(trace, "dlv.started")),
    ("replay", lambda trace: remove(trace, "view.applied", 2)),
    ("replay", lambda trace: records(trace, "view.applied")[-1]["after"].update(total=1)),
    ("effects", lambda trace: change(trace, "view.applied", 30, before=None)),
    ("effects", lambda trace: change(trace, "view.applied", 3, effect=7)),
    ("effects", lambda trace: change(trace, "view.applied", 3, latency_us=0)),
    ("right", lambda trace: change(trace, "view.applied", 0, right=False)),
    ("right", lambda trace: records(trace, "query.served")[-1]["row"].update(total=1)),
    ("effectively_once", lambda trace: add(trace, "deliveries", "duplicates_applied")),
    ("answers", lambda trace: change(trace, "query.served", 0, staleness_us=-1)),
    ("answers", lambda trace: change(trace, "query.served", 0, acked_version=99)),
    ("answers", lambda trace: change(trace, "query.served", 0, seen_version=99)),
    ("served", lambda trace: change(trace, "query.served", 0, row=None)),
    ("sources", lambda trace: change(trace, "query.served", 0, source="write_model")),
    ("own", lambda trace: change(trace, "query.served", 0, acked_version=0)),
    ("waited", lambda trace: change(trace, "query.served", 0, required_version=0)),
    ("waited", lambda trace: change(trace, "query.served", 0, wait_us=-1)),
]


@pytest.fixture(scope="module")
def honest() -> dict[str, Any]:
    return ran(parameters=QUIET)


@pytest.mark.parametrize(("law", "falsify"), FALSE, ids=lambda each: str(each)[:20])
def test_a_false_trace_is_found_out(
    honest: dict[str, Any], law: str, falsify: Callable[[dict[str, Any]], None]
) -> None:
    trace = copy.deepcopy(honest)
    falsify(trace)
    assert law in failing(trace)
    assert not check(trace)["holds"]


def test_every_law_can_fail() -> None:
    assert {law for law, _ in FALSE} == set(LAWS)


EVENTUAL = {"query.consistency": "eventual"}
STICKY = {"query.consistency": "sticky"}
RACING = {"handler.concurrency": "none", "handler.servers": 8, "handler.service_us": 60_000}
CROWD = {"load.customers": 1, "handler.servers": 8, "handler.service_us": 60_000}
MUTANTS: list[tuple[str, str, dict[str, Any], list[dict[str, Any]]]] = [
    ("silent", "replay", {}, [strike(200_000, "crash_after_effect")]),
    ("silent", "replay", {"projector.commit": "before"}, [strike(9_000, "crash_before_effect")]),
    ("forgetful", "replay", {}, []),
    ("forgetful", "replay", {"relay.reader": "naive"}, []),
    ("lifo_inbox", "kiefer_wolfowitz", {"handler.servers": 2, "handler.service_us": 90_000}, []),
    ("lifo_waiting", "lindley", {}, []),
    ("blank", "served", {}, []),
    ("hasty", "waited", {}, []),
    ("fresh", "answers", EVENTUAL, []),
    ("behind", "answers", STICKY, []),
    ("behind", "served", STICKY, []),
    ("merged", "served", STICKY | RACING, []),
    ("never_sticky", "sources", STICKY, []),
    ("ever_sticky", "sources", STICKY | {"query.sticky_us": 10_000}, []),
    ("bare", "served", {"query.consistency": "overlay"}, []),
    ("no_contract", "contract", {}, []),
    ("strict_contract", "contract", {}, []),
    ("no_memory", "once", {}, []),
    ("wrong_first", "once", {}, []),
    ("too_fast", "rate", {"api.rate_per_s": 5}, []),
    ("small_bucket", "rate", {"api.rate_per_s": 20}, []),
    ("too_late", "deadline", {"api.deadline_us": 5_000}, []),
    ("rash", "acknowledged", {}, []),
    ("swift", "acknowledged", {}, []),
    ("any_partition", "partitions", {}, []),
    ("overtaking", "in_order", {}, []),
    ("no_bounds", "room", {"bus.capacity": 2}, []),
    ("no_order", "turns", {"projector.strategy": "strict_buffer", "faults.reorder": 0.3}, []),
    ("gaps", "turns", {"projector.strategy": "strict_buffer", "faults.reorder": 0.3}, []),
    ("no_skip", "turns", {"projector.strategy": "version_skip"}, []),
    ("no_ids", "turns", {"faults.drop": 0.1}, []),
    ("no_transaction", "atomic", {"projector.batch": 3}, []),
    ("no_followers", "followers", {"faults.poison": 0.1, "projector.retries": 0}, []),
    ("persistent", "attempts", {"faults.transient": 0.4, "projector.retries": 2}, []),
    ("faint", "attempts", {"faults.transient": 0.4, "projector.retries": 2}, []),
    ("stubborn", "attempts", {"handler.retries": 1} | CROWD, []),
    ("open_gate", "in_flight", {"api.in_flight": 1, "handler.service_us": 60_000}, []),
    ("unchecked", "updates", {"handler.servers": 8, "handler.service_us": 60_000}, []),
]
"""A mistake planted in the path, the law that has to find it, and the run in which it does."""


@pytest.mark.parametrize(("mistake", "law", "more", "acts"), MUTANTS, ids=str)
def test_a_planted_mistake_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
    mistake: str,
    law: str,
    more: dict[str, Any],
    acts: list[dict[str, Any]],
) -> None:
    given = scenario(*acts, parameters=QUIET | more)
    assert failing(run(given)) == []
    getattr(mutants, mistake)(monkeypatch)
    assert law in failing(run(given))


def test_the_json_door_runs_the_scenario_anew() -> None:
    given = scenario(order(1000), parameters=BUSY)
    report = json.loads(check_json(json.dumps(given)))
    assert report == json.loads(json.dumps(check(run(given))))
    assert report["digest"] == run(given)["digest"]
    with pytest.raises(ScenarioError, match="schema"):
        check_json('{"schema": 9}')
    with pytest.raises(ScenarioError, match="JSON"):
        check_json("{")


def test_the_page_that_says_how_we_know_gives_the_figures_of_the_recorded_run() -> None:
    text = (ROOT / "docs" / "how-we-know.md").read_text(encoding="utf-8")
    report = check(run(first()))
    waits = next(each for each in report["checks"] if each["id"] == "lindley")
    (polled,) = [each for each in report["long_run"] if each["id"] == "polling"]
    assert f"{waits['found']:,} microseconds" in text
    assert (waits["compared"], waits["difference"]) == (10, 0)
    found, expected = (round(polled[name] / 1000) for name in ("found", "expected"))
    assert (
        f"waits {found} ms on average until the relay looks, and the formula says {expected}"
        in text
    )
