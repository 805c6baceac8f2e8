"""A run handed out in frames is the same run."""

import json
from typing import Any

import pytest

from labs_py import ScenarioError, run, stream_json
from tests.labs.runs import first, order, records, scenario

BUSY = {
    "load.commands_per_s": 100,
    "load.until_us": 20_000_000,
    "projector.service_us": 5_000,
    "handler.service_us": 5_000,
    "store.append_us": 1_000,
    "faults.duplicate": 0.1,
    "faults.transient": 0.05,
    "faults.crash": 0.01,
}


def streamed(given: dict[str, Any]) -> tuple[list[list[dict[str, Any]]], dict[str, Any]]:
    *frames, rest = [json.loads(text) for text in stream_json(json.dumps(given))]
    return frames, rest


@pytest.mark.parametrize(
    "given", [first(), scenario(seed=5, parameters=BUSY)], ids=["short", "long"]
)
def test_the_frames_together_are_the_trace(given: dict[str, Any]) -> None:
    frames, rest = streamed(given)
    assert {**rest, "records": [record for frame in frames for record in frame]} == run(given)


def test_no_frame_is_long_and_only_the_last_is_short() -> None:
    frames, _ = streamed(scenario(seed=5, parameters=BUSY))
    sizes = [len(frame) for frame in frames]
    assert len(sizes) > 3
    assert set(sizes[:-1]) == {2_000}
    assert 0 < sizes[-1] <= 2_000


def test_nothing_is_held_back_until_the_end() -> None:
    """A run that would be too long has told of its beginning when that turns out."""
    absurd = scenario(parameters={"load.commands_per_s": 2000, "load.until_us": 600_000_000})
    frames = stream_json(json.dumps(absurd))
    assert len(json.loads(next(frames))) == 2_000
    with pytest.raises(ScenarioError, match="at most 250000 steps"):
        list(frames)


def test_a_wrong_scenario_gives_no_frame() -> None:
    with pytest.raises(ScenarioError, match="JSON"):
        next(stream_json("{"))
    with pytest.raises(ScenarioError, match="seed"):
        next(stream_json('{"schema": 1, "lab": "command-to-projection"}'))


def test_each_retry_says_which_attempt_comes_next() -> None:
    parameters = {"faults.poison": 1, "load.commands_per_s": 0}
    trace = run(scenario(order(0), parameters=parameters))
    assert [record["attempt"] for record in records(trace, "retry.scheduled")] == list(range(2, 12))
