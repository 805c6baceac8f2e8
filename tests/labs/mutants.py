"""Mistakes planted in the path: each makes the simulator wrong in one way, for one test."""

from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from labs_py import (
    command_api,
    gate,
    mishaps,
    projection,
    query,
    read_records,
    reading,
    simulation,
    view_writer,
    write_side,
)
from labs_py.bucket import Bucket
from labs_py.event import Event
from labs_py.ground_truth import GroundTruth
from labs_py.handler import Draft
from labs_py.idempotency import KeyStore, Seen
from labs_py.outbox import Outbox
from labs_py.pipeline import Pipeline
from labs_py.projector import Projector
from labs_py.query import Request
from labs_py.queue import Message, Partition, PartitionedQueue
from labs_py.read_model import Row
from labs_py.store import EventStore
from labs_py.strategies import ById, VersionSkip
from labs_py.strategy import Verdict
from labs_py.strict_buffer import StrictBuffer
from labs_py.tellers import TELLERS


def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the view drop every seventh effect, and say nothing."""
    honest, number = view_writer._apply, count(1)

    def apply(pipeline: Pipeline, messages: list[Message]) -> None:
        honest(pipeline, [message for message in messages if next(number) % 7])

    monkeypatch.setattr(view_writer, "_apply", apply)


def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the relay forget one event in nine."""
    honest, number = Outbox.take, count(1)

    def take(self: Outbox, reader: str, high_water: int) -> list[Event]:
        return [event for event in honest(self, reader, high_water) if next(number) % 9]

    monkeypatch.setattr(Outbox, "take", take)


class _Stack(deque[Any]):
    """Whoever came last is served first."""

    def popleft(self) -> Any:
        return self.pop()


def lifo_inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the handler take the command that came last."""
    honest = simulation.prepare

    def prepare(given: Any) -> Pipeline:
        pipeline = honest(given)
        pipeline.state.inbox = _Stack(pipeline.state.inbox)
        return pipeline

    monkeypatch.setattr(simulation, "prepare", prepare)


def lifo_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the projector take the message that came last."""

    def take(self: Projector, _: int) -> list[Message]:
        self.busy, self.done = True, 0
        self.batch = [self.waiting.pop()]
        return self.batch

    monkeypatch.setattr(Projector, "take", take)


def blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the query answer with an empty row, whatever the view says."""
    honest = reading._answer

    def answer(pipeline: Pipeline, request: Request, _: Row | None) -> None:
        honest(pipeline, request, None)

    monkeypatch.setattr(reading, "_answer", answer)


def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no query wait for a version."""

    def serve(pipeline: Pipeline, request: Request) -> None:
        reading._answer(pipeline, request, pipeline.state.view.rows.get(request.key))

    monkeypatch.setitem(simulation.STEPS, "serve", serve)


def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every answer say that it has seen the newest version."""
    honest = query.answer

    def answer(truth: GroundTruth, key: str, given: query.Answer, now_us: int) -> dict[str, Any]:
        return honest(truth, key, given, now_us) | {"seen_version": truth.head(key)}

    monkeypatch.setattr(read_records, "answer", answer)


def behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the write model say what it said one version ago."""

    def written(self: GroundTruth, key: str) -> Row | None:
        return self.at(key, self.head(key) - 1)

    monkeypatch.setattr(GroundTruth, "written", written)


def merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the write model show the updates that it lost."""
    monkeypatch.setattr(GroundTruth, "written", lambda self, key: self.at(key, self.head(key)))


def never_sticky(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the write model answer nobody."""
    monkeypatch.setattr(reading, "_is_sticky", lambda *_: False)


def ever_sticky(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the write model answer who has changed something, however long ago."""
    monkeypatch.setattr(reading, "_is_sticky", lambda _, request: request.acked > 0)


def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an overlay show the row without the change on top."""
    monkeypatch.setattr(reading, "overlaid", lambda row, _: row)


def open_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any number of commands in."""
    monkeypatch.setattr(gate, "too_many", lambda _: None)


def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the store append without a look at the version."""
    honest = EventStore.assign

    def assign(self: EventStore, draft: Draft, *, checked: bool, doomed: bool) -> Event:
        del checked
        return honest(self, draft, checked=False, doomed=doomed)

    monkeypatch.setattr(EventStore, "assign", assign)


def no_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every order pass, whatever is in it."""
    monkeypatch.setattr(gate, "problem", lambda _: None)


def strict_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no order of 40 and more pass."""
    honest = command_api.problem

    def problem(command: dict[str, Any]) -> dict[str, Any] | None:
        return honest(command) or ({"field": "amount"} if command["amount"] >= 40 else None)

    monkeypatch.setattr(gate, "problem", problem)


def no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the key store forget every key at once."""
    monkeypatch.setattr(KeyStore, "first", lambda *_: None)


def wrong_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a command that is recognised be answered with the result of the very first one."""
    honest = KeyStore.first

    def first(self: KeyStore, key: str, *rest: Any) -> Seen | None:
        seen = honest(self, key, *rest)
        return seen._replace(command_id="load-1") if seen else None

    monkeypatch.setattr(KeyStore, "first", first)


def too_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands in however fast they come."""
    monkeypatch.setattr(gate, "too_fast", lambda _: None)


def small_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let in no bursts of more than half a second's worth."""
    honest = Bucket.admits

    def admits(self: Bucket, now_us: int, per_s: int) -> bool:
        self.spent = max(self.spent, per_s * 500_000)
        return honest(self, now_us, per_s)

    monkeypatch.setattr(Bucket, "admits", admits)


def too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands be worked on however old they are."""
    monkeypatch.setattr(write_side, "too_late", lambda *_: None)


def rash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acknowledge a command as soon as its event has a position, before the commit."""
    honest = Pipeline.tell

    def tell(self: Pipeline, kind: str, *parts: Any) -> None:
        if kind != "cmd.acknowledged":
            honest(self, kind, *parts)
        if kind == "evt.assigned":
            honest(self, "cmd.acknowledged", *parts)

    monkeypatch.setattr(Pipeline, "tell", tell)


def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every acknowledgement say that it took a microsecond."""
    honest = TELLERS["cmd.acknowledged"]
    monkeypatch.setitem(
        TELLERS, "cmd.acknowledged", lambda *given: honest(*given) | {"latency_us": 1}
    )


def any_partition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next partition take the next event, whatever its key."""
    number = count()

    def partition_of(self: PartitionedQueue, _: str) -> int:
        return next(number) % len(self.partitions)

    monkeypatch.setattr(PartitionedQueue, "partition_of", partition_of)


def overtaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages overtake each other on their way."""
    monkeypatch.setattr(Partition, "in_order", lambda _, at_us: at_us)


def no_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every partition have room for one more."""
    monkeypatch.setattr(Partition, "has_room", lambda *_: True)


def _naive(self: Any, message: Message, now_us: int) -> Verdict:
    del self, now_us
    return [message], ""


def no_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the strict buffer apply whatever comes."""
    monkeypatch.setattr(StrictBuffer, "admit", _naive)


def gaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the strict buffer skip what is old, and wait for nothing."""
    monkeypatch.setattr(StrictBuffer, "admit", VersionSkip.admit)


def no_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let version_skip skip nothing."""
    monkeypatch.setattr(VersionSkip, "admit", _naive)


def no_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let by_id remember no id."""
    monkeypatch.setattr(ById, "admit", _naive)


def with_parameter(name: str, value: Any, honest: Callable[..., None]) -> Callable[..., None]:
    """Return a step that is made as if a parameter had another value."""

    def step(pipeline: Pipeline, *given: Any) -> None:
        parameters = pipeline.state.parameters
        was, parameters[name] = parameters[name], value
        honest(pipeline, *given)
        parameters[name] = was

    return step


def no_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let effects not wait for the transaction that their checkpoint is in."""
    step = with_parameter("projector.commit", "after", projection._succeed)
    monkeypatch.setattr(projection, "_succeed", step)


def no_followers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what follows a parked event go on."""
    monkeypatch.setattr(mishaps, "park_followers", lambda *_: False)


def persistent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a projector try five times more, whatever it may."""
    monkeypatch.setattr(mishaps, "reject", with_parameter("projector.retries", 5, mishaps.reject))


def faint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a projector give up at the first failure."""
    monkeypatch.setattr(mishaps, "reject", with_parameter("projector.retries", 0, mishaps.reject))


def stubborn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the handler decide anew for ever."""
    step = with_parameter("handler.retries", 1000, write_side._conflict)
    monkeypatch.setattr(write_side, "_conflict", step)
