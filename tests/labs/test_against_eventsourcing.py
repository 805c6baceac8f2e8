"""Our store against a real one: the same operations, compared after every one of them.

The library `eventsourcing` keeps streams with versions and a notification log, in memory and on
SQLite. Mutants of our own store must be found by the same operations.
"""

from collections.abc import Callable
from random import Random
from uuid import NAMESPACE_URL, uuid5

import pytest
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    StoredEvent,
)
from eventsourcing.popo import POPOApplicationRecorder
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

from labs_py.command import Command
from labs_py.errors import VersionConflict
from labs_py.event import Event
from labs_py.handler import Draft, decide
from labs_py.store import EventStore

STREAMS = ("ada", "bob", "cleo")
OPERATIONS = 200
SEEDS = range(30)
type Log = list[tuple[int, str, int]]


class Ours:
    """Append with an expected version; read the log by position."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self.log: list[Event] = []

    def append(self, key: str, expected: int) -> int | None:
        try:
            event = self.store.assign(_draft(key, expected))
        except VersionConflict:
            return None
        self.store.decide(event, 1)
        self.log.append(event)
        return event.position

    def page(self, start: int, limit: int) -> Log:
        chosen = [event for event in self.log if event.position >= start][:limit]
        return [(event.position, event.key, event.version) for event in chosen]


class Theirs:
    """The same on one of the library's recorders."""

    def __init__(self, recorder: ApplicationRecorder) -> None:
        self.recorder = recorder
        self.names = {uuid5(NAMESPACE_URL, key): key for key in STREAMS}

    def append(self, key: str, expected: int) -> int | None:
        stream = uuid5(NAMESPACE_URL, key)
        versions = [e.originator_version for e in self.recorder.select_events(stream)]
        if expected > max(versions, default=0):
            return None  # A gap: the library leaves it to its aggregates, which make none.
        try:
            found = self.recorder.insert_events([StoredEvent(stream, expected + 1, "placed", b"")])
        except IntegrityError:
            return None
        assert found
        return found[0]

    def page(self, start: int, limit: int) -> Log:
        found = self.recorder.select_notifications(start, limit)
        return [(n.id, self.names[n.originator_id], n.originator_version) for n in found]  # type: ignore[index]


def _draft(key: str, expected: int) -> Draft:
    return decide(Command("s", 1, {"customer": key, "amount": 1}, 0), 0, expected)


def in_memory() -> ApplicationRecorder:
    return POPOApplicationRecorder()


def on_sqlite() -> ApplicationRecorder:
    recorder = SQLiteApplicationRecorder(SQLiteDatastore(":memory:"))
    recorder.create_table()
    return recorder


def diverges(seed: int, store: EventStore, make: Callable[[], ApplicationRecorder]) -> bool:
    chance, ours, theirs = Random(seed), Ours(store), Theirs(make())
    for _ in range(OPERATIONS):
        key = chance.choice(STREAMS)
        expected = max(0, store.load(key)[0] + chance.choice((0, 0, 0, -1, 1)))
        if ours.append(key, expected) != theirs.append(key, expected):
            return True
        start, limit = chance.randint(1, 60), chance.randint(1, 10)
        if ours.page(start, limit) != theirs.page(start, limit):
            return True
    return ours.page(1, OPERATIONS) != theirs.page(1, OPERATIONS)


@pytest.mark.parametrize("make", [in_memory, on_sqlite])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_store_does_what_a_real_one_does(
    seed: int, make: Callable[[], ApplicationRecorder]
) -> None:
    assert not diverges(seed, EventStore(), make)


class Unchecked(EventStore):
    """A mutant that never looks at versions."""

    def assign(self, draft: Draft, *, checked: bool = True, doomed: bool = False) -> Event:
        return super().assign(draft, checked=checked and False, doomed=doomed)


class OffByOne(EventStore):
    """A mutant whose positions begin at 2."""

    def assign(self, draft: Draft, *, checked: bool = True, doomed: bool = False) -> Event:
        self.assigned = max(self.assigned, 1)
        return super().assign(draft, checked=checked, doomed=doomed)


class Wasteful(EventStore):
    """A mutant that uses a position up for an append that it refuses."""

    def assign(self, draft: Draft, *, checked: bool = True, doomed: bool = False) -> Event:
        before = self.assigned
        try:
            return super().assign(draft, checked=checked, doomed=doomed)
        except VersionConflict:
            self.assigned = before + 1
            raise


class Lenient(EventStore):
    """A mutant that takes a version older by one for the current one."""

    def assign(self, draft: Draft, *, checked: bool = True, doomed: bool = False) -> Event:
        close = self.load(draft.key)[0] - draft.decided_on == 1
        return super().assign(draft, checked=checked and not close, doomed=doomed)


@pytest.mark.parametrize("mutant", [Unchecked, OffByOne, Wasteful, Lenient])
def test_a_store_that_does_otherwise_is_found_out(mutant: type[EventStore]) -> None:
    found = [diverges(seed, mutant(), in_memory) for seed in SEEDS]
    assert all(found)
