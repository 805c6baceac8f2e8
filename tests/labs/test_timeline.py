"""Back and forth in a run: whatever way a moment is reached, it is the same moment."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labs_py import run
from labs_py.scenario import Scenario, read_scenario
from labs_py.simulation import prepare
from labs_py.simulation import trace as trace_of
from labs_py.timeline import EVERY_STEPS, Timeline
from tests.labs.runs import BUSY, order, scenario

FAULTS: dict[str, Any] = {
    "faults.duplicate": 0.3,
    "faults.delay": 0.1,
    "faults.reorder": 0.1,
    "faults.crash": 0.05,
    "faults.restart_us": 10_000,
    "faults.transient": 0.05,
    "projector.batch": 3,
    "projector.strategy": "strict_buffer",
    "projector.gap_timeout_us": 200_000,
    "projector.instances": 2,
    "faults.zombie": 0.02,
    "faults.pause_us": 300_000,
    "projector.claim_us": 100_000,
    "bus.partitioner": "round_robin",
    "bus.capacity": 20,
    "faults.handler_crash": 0.02,
    "load.arrival_law": "on_off",
    "load.timeout_us": 100_000,
    "load.zipf": 1,
    "api.rate_per_s": 60,
}
MANY = {"load.until_us": 60_000_000}
LATE = order(30_000_000)


def checked() -> Scenario:
    return read_scenario(scenario(LATE, parameters=BUSY | FAULTS | MANY))


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    return run(checked().as_json())


def finished(timeline: Timeline) -> dict[str, Any]:
    while timeline.step():
        pass
    return trace_of(checked(), timeline.pipeline)


def stride(timeline: Timeline) -> None:
    for until_us in range(0, 60_000_000, 777_777):
        timeline.run_until(until_us)


WAYS: dict[str, Callable[[Timeline], object]] = {
    "step by step": lambda timeline: None,
    "in strides": stride,
    "all at once": lambda timeline: timeline.seek(1_000_000),
    "back to the start": lambda timeline: [timeline.seek(3000), timeline.seek(0)],
    "back behind a snapshot": lambda timeline: [timeline.seek(4500), timeline.seek(1999)],
    "back onto a snapshot": lambda timeline: [timeline.seek(4500), timeline.seek(2000)],
    "to and fro": lambda timeline: [timeline.seek(at) for at in (5000, 100, 6000, 4000, 4001)],
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_whichever_way_it_is_the_same_run(
    way: Callable[[Timeline], object], whole: dict[str, Any]
) -> None:
    timeline = Timeline(prepare(checked()))
    way(timeline)
    assert finished(timeline) == whole


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 6500), min_size=1, max_size=5))
def test_the_past_told_so_far_is_the_past_of_the_whole_run(places: list[int]) -> None:
    straight, wandering = (Timeline(prepare(checked())) for _ in range(2))
    for place in places:
        wandering.seek(place)
    straight.seek(places[-1])
    assert wandering.pipeline.kernel.steps == places[-1]
    assert trace_of(checked(), wandering.pipeline) == trace_of(checked(), straight.pipeline)


def test_a_snapshot_is_kept_every_so_many_steps_and_once() -> None:
    timeline = Timeline(prepare(checked()))
    for place in (6500, 100, 6500):
        timeline.seek(place)
    steps = [snapshot.steps for snapshot in timeline.snapshots]
    assert steps == [0, EVERY_STEPS, 2 * EVERY_STEPS, 3 * EVERY_STEPS]


def test_a_snapshot_stays_small_however_much_has_happened() -> None:
    timeline = Timeline(prepare(read_scenario(scenario(parameters=BUSY | MANY))))
    timeline.seek(8000)
    sizes = [len(snapshot.kept) for snapshot in timeline.snapshots]
    assert sizes[-1] < sizes[1] * 1.5


def test_at_the_end_there_is_no_step() -> None:
    timeline = Timeline(prepare(read_scenario(scenario(parameters={"load.commands_per_s": 0}))))
    assert not timeline.step()
