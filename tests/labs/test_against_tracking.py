"""Our checkpoint against a real one: effect and tracking id in one transaction, ids only upwards.

The library `eventsourcing` records what a handler did together with the id of the notification it
handled, and refuses an id that is not greater than the greatest. Its recorder is driven by hand
with the deliveries of a run, crashes included; after every checkpoint both are compared.
"""

from collections import deque
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from eventsourcing.persistence import IntegrityError, ProcessRecorder, StoredEvent, Tracking
from eventsourcing.popo import POPOProcessRecorder
from eventsourcing.sqlite import SQLiteDatastore, SQLiteProcessRecorder

from labs_py import mishaps, projection, run
from labs_py.pipeline import Pipeline
from labs_py.projector import Projector
from labs_py.queue import Message
from labs_py.strategies import ById
from labs_py.strategy import Verdict
from tests.labs.runs import BUSY, records, scenario

APPLICATION = "orders"
SEEDS = range(4)
CRASHING = BUSY | {
    "bus.partitions": 1,
    "projector.commit": "transactional",
    "projector.strategy": "by_id",
    "projector.service_us": 20_000,
    "faults.duplicate": 0.2,
    "faults.crash": 0.1,
    "faults.restart_us": 3_000,
}


class Theirs:
    """What the library has recorded: effects with the ids of what they are effects of."""

    def __init__(self, recorder: ProcessRecorder) -> None:
        self.recorder = recorder
        self.waiting: deque[dict[str, Any]] = deque()
        self.in_hand: list[dict[str, Any]] = []

    def tell(self, record: dict[str, Any]) -> None:
        """Take in a record of our run: a message comes, is begun, the consumer dies, is done."""
        if record["kind"] == "bus.enqueued":
            self.waiting.append(record)
        elif record["kind"] == "dlv.started":
            self.in_hand.append(self.waiting.popleft())
            assert self.in_hand[-1]["offset"] == record["offset"]
        elif record["kind"] == "dlv.crashed" and record["point"] != "after_checkpoint":
            self.waiting.extendleft(reversed(self.in_hand))
            self.in_hand = []
        elif record["kind"] == "ckpt.advanced":
            self.handle(self.in_hand.pop(0))

    def handle(self, delivery: dict[str, Any]) -> None:
        effect = StoredEvent(
            uuid5(NAMESPACE_URL, delivery["event_id"]), 1, delivery["event_id"], b""
        )
        tracking = Tracking(APPLICATION, delivery["position"])
        try:
            self.recorder.insert_events([effect], tracking=tracking)
        except IntegrityError:
            return  # The id is not greater: a duplicate, refused with its effect.

    @property
    def tracked(self) -> int:
        return self.recorder.max_tracking_id(APPLICATION) or 0

    @property
    def effects(self) -> list[str]:
        return [each.topic for each in self.recorder.select_notifications(1, 10_000)]


def in_memory() -> ProcessRecorder:
    return POPOProcessRecorder()


def on_sqlite() -> ProcessRecorder:
    recorder = SQLiteProcessRecorder(SQLiteDatastore(":memory:"))
    recorder.create_table()
    return recorder


def diverges(seed: int, batch: int, make: Callable[[], ProcessRecorder]) -> bool:
    """Whether checkpoints or effects ever differ, or the ids were not increasing."""
    trace = run(scenario(seed=seed, parameters=CRASHING | {"projector.batch": batch}))
    theirs, applied, tracked = Theirs(make()), list[str](), 0
    assert len(records(trace, "dlv.crashed")) > 3
    for record in trace["records"]:
        theirs.tell(record)
        if record["kind"] == "view.applied":
            applied.append(record["event_id"])
        if record["kind"] == "ckpt.advanced":
            if record["position"] != theirs.tracked or theirs.tracked < tracked:
                return True
            tracked = theirs.tracked
        if record["kind"] == "dlv.crashed" and applied != theirs.effects:
            return True
    return applied != theirs.effects or len(applied) != len(set(applied))


@pytest.mark.parametrize("make", [in_memory, on_sqlite])
@pytest.mark.parametrize("batch", [1, 5])
@pytest.mark.parametrize("seed", SEEDS)
def test_checkpoint_and_effects_are_those_of_a_real_recorder(
    seed: int, batch: int, make: Callable[[], ProcessRecorder]
) -> None:
    assert not diverges(seed, batch, make)


def accept_equal(strategy: ById, message: Message, now_us: int) -> Verdict:
    """An id that is known is taken for new."""
    return [message], ""


def forget(projector: Projector) -> None:
    """A dead projector's batch does not come again."""


def write_at_once(pipeline: Pipeline, index: int, crash: str | None) -> None:
    """Effects do not wait for the transaction."""
    parameters = pipeline.state.parameters
    commit, parameters["projector.commit"] = parameters["projector.commit"], "after"
    succeed(pipeline, index, crash)
    parameters["projector.commit"] = commit


def pass_anyway(pipeline: Pipeline, index: int, point: str) -> None:
    """The checkpoint passes what a dead projector had in hand."""
    batch = pipeline.state.projectors[index].batch
    die(pipeline, index, point)
    for message in batch:
        pipeline.tell("ckpt.advanced", message)


succeed, die = projection._succeed, mishaps.crash
MUTANTS: list[tuple[Any, str, Callable[..., Any]]] = [
    (ById, "admit", accept_equal),
    (Projector, "give_back", forget),
    (projection, "_succeed", write_at_once),
    (mishaps, "crash", pass_anyway),
]


@pytest.mark.parametrize(("part", "name", "mutant"), MUTANTS)
def test_a_mutant_is_found_out_on_every_seed(
    monkeypatch: pytest.MonkeyPatch, part: Any, name: str, mutant: Callable[..., Any]
) -> None:
    monkeypatch.setattr(part, name, mutant)
    for seed in SEEDS:
        try:
            found = diverges(seed, 5, in_memory)
        except (AssertionError, IndexError):
            found = True  # A delivery out of turn, a checkpoint with nothing in hand.
        assert found
