"""Our projector against one in SQL that is killed between any two statements.

Both consume the same deliveries and end with a crash at the same place. A statement boundary of
SQLite is a finer thing than our three points, so several of them meet one of ours; what each
protocol leaves behind must be the same rows. Killed for good: the process of the consumer is
ended by the system in one test, and in the others its connection is dropped without a commit.
"""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from labs_py import checkpoint, projection, run
from labs_py.pipeline import Pipeline
from labs_py.projector import Projector
from labs_py.queue import Message
from tests.labs.models.in_sqlite import (
    EFFECT,
    PROTOCOLS,
    Delivery,
    Killed,
    Rows,
    consume,
    create,
    left_behind,
)
from tests.labs.runs import STILL, log, order, records, scenario, view

SAME_PLACE: dict[str, list[str | None]] = {
    "before": [None, "before_effect", "after_effect"],
    "after": ["before_effect", "after_effect", "after_checkpoint"],
    "transactional": [
        *("before_effect", "before_effect", "after_effect", "after_effect", "after_checkpoint"),
    ],
}
"""Our point of a crash for each number of statements that were run; None: as good as no crash."""


def theirs(
    file: Path, feed: list[Delivery], protocol: str, strategy: str, boundary: int
) -> tuple[Rows, int]:
    """Consume until the boundary, die there, start again; return the rows and the checkpoint."""
    create(file)
    asked = iter(range(boundary + 1))

    def alive() -> None:
        if next(asked) == boundary:
            raise Killed

    with pytest.raises(Killed):
        consume(file, feed, protocol, strategy, alive)
    consume(file, feed, protocol, strategy, lambda: None)
    return left_behind(file)


ORDERS = [order(n * 100_000, who, 10 + n) for n, who in enumerate(["ada", "bob", "ada"])]
AGAIN = {"kind": "strike", "fault": "duplicate", "at_us": 150_000}


def ours(protocol: str, strategy: str, crashes: list[dict[str, Any]]) -> dict[str, Any]:
    parameters = STILL | {
        "bus.partitions": 1,
        "relay.poll_us": 0,
        "projector.commit": protocol,
        "projector.strategy": strategy,
        "projector.service_us": 20_000,
        "faults.restart_us": 1000,
    }
    return run(scenario(*ORDERS, AGAIN, *crashes, parameters=parameters))


def feed_of(trace: dict[str, Any]) -> list[Delivery]:
    events = {event["event_id"]: event for event in log(trace)}
    return [
        (
            r["offset"],
            events[r["event_id"]]["partition_key"],
            events[r["event_id"]]["version"],
            events[r["event_id"]]["data"]["amount"],
        )
        for r in records(trace, "bus.enqueued")
    ]


def boundaries(protocol: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield every boundary: its number, the delivery it falls into, our point of the crash."""
    places = SAME_PLACE[protocol]
    for delivery in range(4):
        for statements, point in enumerate(places):
            yield delivery * len(places) + statements, delivery, point


def diverging(folder: Path, protocol: str, strategy: str) -> list[int]:
    """Return the boundaries at which the two consumers leave different rows or checkpoints."""
    calm = ours(protocol, strategy, [])
    feed = feed_of(calm)
    assert len(feed) == 4
    found = []
    for boundary, delivery, point in boundaries(protocol):
        begun = records(calm, "dlv.started")[delivery]["at_us"]
        crash = {"kind": "strike", "fault": f"crash_{point}", "at_us": begun + 1}
        trace = ours(protocol, strategy, [crash] if point else [])
        passed = max(r["offset"] for r in records(trace, "ckpt.advanced"))
        file = folder / f"{strategy}-{protocol}-{boundary}.db"
        mine = {key: tuple(row) for key, row in view(trace).items()}
        if theirs(file, feed, protocol, strategy, boundary) != (mine, passed):
            found.append(boundary)
    return found


@pytest.mark.parametrize("strategy", EFFECT)
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_wherever_it_is_killed_the_rows_are_the_same(
    tmp_path: Path, protocol: str, strategy: str
) -> None:
    assert diverging(tmp_path, protocol, strategy) == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_killed_by_the_system_it_leaves_the_same(tmp_path: Path, protocol: str) -> None:
    """A real process, a real SIGKILL, after each statement of the second delivery."""
    places = len(SAME_PLACE[protocol])
    feed = feed_of(ours(protocol, "none", []))
    for boundary in range(places, 2 * places):
        gentle, real = tmp_path / f"gentle-{boundary}", tmp_path / f"real-{boundary}"
        expected = theirs(gentle, feed, protocol, "none", boundary)
        create(real)
        done = subprocess.run(
            [sys.executable, "-c", VICTIM, str(real), protocol, str(boundary), repr(feed)],
            check=False,
        )
        assert done.returncode == -signal.SIGKILL
        consume(real, feed, protocol, "none", lambda: None)
        assert left_behind(real) == expected


VICTIM = """
import ast, os, signal, sys
from pathlib import Path
from tests.labs.models.in_sqlite import consume
file, protocol, boundary, feed = sys.argv[1:]
asked = iter(range(int(boundary) + 1))
def alive():
    if next(asked) == int(boundary):
        os.kill(os.getpid(), signal.SIGKILL)
consume(Path(file), ast.literal_eval(feed), protocol, "none", alive)
"""


def forget(projector: Projector) -> None:
    """A dead projector's batch does not come again."""


def write_at_once(pipeline: Pipeline, index: int, crash: str | None) -> None:
    """Effects do not wait for the transaction."""
    parameters = pipeline.state.parameters
    commit, parameters["projector.commit"] = parameters["projector.commit"], "after"
    succeed(pipeline, index, crash)
    parameters["projector.commit"] = commit


def behind(pipeline: Pipeline, batch: list[Message]) -> None:
    """The checkpoint says that it is one further than it is."""
    for message in batch:
        message.offset += 1
    advance(pipeline, batch)


succeed, advance = projection._succeed, checkpoint.advance
MUTANTS: list[tuple[str, Any, str, Callable[..., Any]]] = [
    ("after", Projector, "give_back", forget),
    ("transactional", projection, "_succeed", write_at_once),
    ("after", projection, "advance", behind),
]


@pytest.mark.parametrize(("protocol", "part", "name", "mutant"), MUTANTS)
def test_a_mutant_is_found_out(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    protocol: str,
    part: Any,
    name: str,
    mutant: Callable[..., Any],
) -> None:
    monkeypatch.setattr(part, name, mutant)
    assert diverging(tmp_path, protocol, "none")
