"""Mistakes planted in the path: each makes the simulator wrong in one way, for one test."""

from collections import deque
from itertools import count
from typing import Any

import pytest

from labs_py import gate, query, read_records, reading, simulation, view_writer
from labs_py.event import Event
from labs_py.ground_truth import GroundTruth
from labs_py.handler import Draft
from labs_py.outbox import Outbox
from labs_py.pipeline import Pipeline
from labs_py.projector import Projector
from labs_py.query import Request
from labs_py.queue import Message
from labs_py.read_model import Row
from labs_py.store import EventStore


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
