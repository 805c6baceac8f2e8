"""A projector that dies: what is lost, what comes twice, by commit protocol and point."""

import statistics
from itertools import pairwise
from typing import Any

import pytest

from labs_py import check, run
from labs_py.read_model import fold
from labs_py.scenario import read_scenario
from labs_py.simulation import simulate
from tests.labs.runs import BUSY, STILL, log, order, ran, records, scenario, view

EFFECTS = {
    ("after", "before_effect"): 1,
    ("after", "after_effect"): 2,
    ("after", "after_checkpoint"): 1,
    ("before", "before_effect"): 0,
    ("before", "after_effect"): 1,
    ("before", "after_checkpoint"): 1,
    ("transactional", "before_effect"): 1,
    ("transactional", "after_effect"): 1,
    ("transactional", "after_checkpoint"): 1,
}
"""How often one event takes effect when its first delivery dies at a point."""


@pytest.mark.parametrize(("protocol", "point"), EFFECTS)
def test_how_often_an_event_takes_effect(protocol: str, point: str) -> None:
    stroke = {"at_us": 0, "kind": "strike", "fault": f"crash_{point}"}
    parameters = STILL | {"projector.commit": protocol}
    trace = run(scenario(stroke, order(0), order(1, "bob"), parameters=parameters))
    effects = [record["event_id"] for record in records(trace, "view.applied")]
    assert effects.count("e1") == EFFECTS[protocol, point]
    assert effects.count("e2") == 1
    (crashed,) = records(trace, "dlv.crashed")
    assert (crashed["event_id"], crashed["point"]) == ("e1", point)
    again = protocol != "before" and point != "after_checkpoint"
    attempts = [r["attempt"] for r in records(trace, "dlv.started") if r["event_id"] == "e1"]
    assert attempts == ([1, 2] if again else [1])
    assert trace["measures"]["events"]["lost"] == (EFFECTS[protocol, point] == 0)


def test_a_projector_is_down_for_so_long() -> None:
    stroke = {"at_us": 0, "kind": "strike", "fault": "crash_before_effect"}
    trace = run(scenario(stroke, order(0), parameters=STILL | {"faults.restart_us": 777}))
    again = records(trace, "dlv.started")[1]
    assert again["at_us"] - records(trace, "dlv.crashed")[0]["at_us"] == 777


@pytest.mark.parametrize("protocol", ["before", "after", "transactional"])
@pytest.mark.parametrize(
    ("restart_us", "taken", "again_ms"),
    [(60_000_000, 1, 1000), (1_000_001, 1, 1000), (1_000_000, 0, 1000), (999_000, 0, 999)],
)
def test_another_takes_over_from_who_is_dead_for_longer_than_its_claim_lasts(
    restart_us: int, taken: int, again_ms: int, protocol: str
) -> None:
    """Of the claim, a second. Where the checkpoint came first the next message is what it takes."""
    down = {"projector.claim_us": 1_000_000, "faults.restart_us": restart_us}
    group = {"projector.instances": 2, "bus.partitions": 1, "projector.commit": protocol}
    stroke = {"at_us": 0, "kind": "strike", "fault": "crash_before_effect"}
    acts = (stroke, order(0), order(1000, "bob"))
    trace = run(scenario(*acts, parameters=STILL | down | group))
    (died,) = records(trace, "dlv.crashed")
    claims = [(r["at_us"] - died["at_us"], r["projector"]) for r in records(trace, "claim.taken")]
    assert claims == [(1_000_000, 0)] * taken
    again = records(trace, "dlv.started")[1]
    assert again["at_us"] - died["at_us"] == 1000 * again_ms
    assert again["event_id"] == ("e2" if protocol == "before" else "e1")
    assert check(trace)["holds"]


def test_a_message_that_was_not_begun_has_used_up_no_attempt() -> None:
    """The first of a batch of three kills the projector; all three come again."""
    stroke = {"at_us": 1_500_000, "kind": "strike", "fault": "crash_before_effect"}
    batch = STILL | {"projector.batch": 3, "projector.batch_us": 500_000}
    orders = [order(at_us) for at_us in range(4)]
    trace = run(scenario(*orders, stroke, parameters=batch | {"handler.service_us": 0}))
    begun = [(record["event_id"], record["attempt"]) for record in records(trace, "dlv.started")]
    assert begun == [("e1", 1), ("e2", 1), ("e2", 2), ("e3", 1), ("e4", 1)]


def crashing(seed: int, **more: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in more.items()}
    return ran(seed, parameters={"faults.crash": 0.05, "faults.restart_us": 1000} | named)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("batch", [1, 7])
def test_effect_and_checkpoint_together_need_no_memory(seed: int, batch: int) -> None:
    trace = crashing(seed, projector__commit="transactional", projector__batch=batch)
    assert trace["measures"]["deliveries"]["crashes"] > 0
    assert trace["measures"]["deliveries"]["duplicates_applied"] == 0
    assert view(trace) == fold(log(trace))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_checkpoint_first_loses_and_never_repeats(seed: int) -> None:
    trace = crashing(seed, projector__commit="before", projector__batch=7)
    events = trace["measures"]["events"]
    assert events["lost"] > 0
    assert events["lost"] + events["applied"] == events["committed"]
    assert trace["measures"]["deliveries"]["duplicates_applied"] == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("batch", [1, 7])
def test_duplicates_are_the_effects_that_no_checkpoint_had_passed(seed: int, batch: int) -> None:
    """Exact, on every run: what a crash repeats is what stood between the last two checkpoints."""
    trace = crashing(seed, projector__batch=batch)
    open_effects = repeated = 0
    for record in trace["records"]:
        if record["kind"] == "view.applied":
            open_effects += 1
        elif record["kind"] == "ckpt.advanced":
            open_effects = 0
        elif record["kind"] == "dlv.crashed":
            repeated += open_effects
            open_effects = 0
    assert trace["measures"]["deliveries"]["duplicates_applied"] == repeated > 0
    assert trace["measures"]["events"]["lost"] == 0


def per_crash(seed: int, batch: int) -> float:
    load = {"load.commands_per_s": 400, "load.until_us": 25_000_000, "handler.service_us": 1}
    quick = {"store.append_us": 1, "projector.service_us": 2400, "relay.poll_us": 1_000_000}
    faults = {"faults.crash": 0.004, "projector.batch": batch, "faults.restart_us": 1}
    given = scenario(seed=seed, parameters=BUSY | load | quick | faults)
    facts = simulate(read_scenario(given)).facts
    applied: list[int] = [fact[2].event.position for fact in facts if fact[1] == "view.applied"]
    crashes = len([fact for fact in facts if fact[1] == "dlv.crashed"])
    return (len(applied) - len(set(applied))) / crashes


def test_a_crash_repeats_half_a_batch_and_a_half_on_the_mean() -> None:
    """(b + 1) / 2, since a crash strikes every place of a batch alike (while it strikes rarely)."""
    assert per_crash(1, batch=1) == 1
    means = [per_crash(seed, batch=10) for seed in range(8)]
    error = statistics.stdev(means) / len(means) ** 0.5
    assert abs(statistics.fmean(means) - 5.5) <= 4 * error
    assert error < 0.5


def test_a_batch_pays_its_fixed_time_once() -> None:
    parameters = STILL | {"projector.batch": 3, "projector.batch_us": 5000, "relay.poll_us": 10**6}
    orders = [order(at, name) for at, name in enumerate(("ada", "ada", "ada", "ada"))]
    trace = run(scenario(*orders, parameters=parameters | {"projector.service_us": 100}))
    applied = [record["at_us"] for record in records(trace, "view.applied")]
    # The first message finds an idle projector and is a batch of its own.
    assert [b - a for a, b in pairwise(applied)] == [5100, 100, 100]
    passed = [record["at_us"] for record in records(trace, "ckpt.advanced")]
    assert passed == [applied[0], *[applied[3]] * 3]


@pytest.mark.parametrize("interval_us", [30_000, 70_000])
def test_an_idle_projector_looks_at_every_multiple_of_its_interval(interval_us: int) -> None:
    trace = ran(parameters={"projector.poll_us": interval_us, "load.commands_per_s": 2})
    free = 0
    for record in trace["records"]:
        if record["kind"] == "dlv.started":
            assert record["at_us"] % interval_us == 0 or record["at_us"] == free
        if record["kind"] == "ckpt.advanced":
            free = record["at_us"]


@pytest.mark.parametrize("instances", [2, 3])
def test_each_projector_keeps_the_order_of_its_partitions(instances: int) -> None:
    faults = {"faults.crash": 0.05, "projector.commit": "transactional"}
    trace = ran(parameters={"projector.instances": instances} | faults)
    assert trace["measures"]["deliveries"]["order_inversions"] == 0
    assert view(trace) == fold(log(trace))
