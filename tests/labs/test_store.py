"""The event store: expected versions, dense positions, nothing changed afterwards."""

import pytest

from labs_py.command import Command
from labs_py.errors import VersionConflict
from labs_py.handler import Draft, decide
from labs_py.store import EventStore

ENVELOPE = {
    "event_id",
    "type",
    "schema_version",
    "stream_id",
    "version",
    "position",
    "partition_key",
    "occurred_at",
    "recorded_at",
    "command_id",
    "correlation_id",
    "causation_id",
    "subject_key_id",
    "data",
}


def draft(customer: str = "ada", version: int = 0, orders: int = 0) -> Draft:
    command = Command("learner", 1, {"customer": customer, "amount": 5}, 90)
    return decide(command, 100, version, orders)


def test_an_append_gets_the_next_version_and_position_and_is_visible_once_decided() -> None:
    store = EventStore()
    store.decide(store.assign(draft("bob")), 110)
    event = store.assign(draft())
    assert (event.recorded_at < 0, store.load("ada"), store.high_water) == (True, (0, 0), 1)
    store.decide(event, 150)
    assert (event.version, event.position, event.recorded_at) == (1, 2, 150)
    assert (store.load("ada"), store.high_water) == ((1, 1), 2)


def test_an_event_carries_the_whole_envelope() -> None:
    assert EventStore().assign(draft()).envelope().keys() == ENVELOPE


@pytest.mark.parametrize("expected", [0, 2])
def test_an_append_on_another_version_is_a_conflict_and_leaves_no_trace(expected: int) -> None:
    store = EventStore()
    store.decide(store.assign(draft()), 110)
    with pytest.raises(VersionConflict) as caught:
        store.assign(draft(version=expected))
    assert (caught.value.expected, caught.value.actual) == (expected, 1)
    assert store.assign(draft(version=1)).position == 2


def test_an_append_that_is_not_checked_saves_over_what_it_never_saw() -> None:
    store = EventStore()
    store.decide(store.assign(draft()), 110)
    blind = store.assign(draft(), checked=False)
    store.decide(blind, 120)
    assert blind.version == 2
    assert store.load("ada") == (2, 1)


def test_what_is_rolled_back_uses_a_position_up_and_no_version() -> None:
    store = EventStore()
    doomed, next_one = store.assign(draft(), doomed=True), store.assign(draft())
    assert (doomed.position, next_one.position, next_one.version) == (1, 2, 1)
    assert store.high_water == 0
    store.decide(doomed, 110)
    assert (store.high_water, store.load("ada")) == (1, (0, 0))


@pytest.mark.parametrize(("monotonic", "at_us"), [(True, 500), (False, 300)])
def test_visibility_is_in_order_or_only_within_a_stream(*, monotonic: bool, at_us: int) -> None:
    store = EventStore()
    slow, quick, later = (store.assign(draft(name)) for name in ("ada", "bob", "cleo"))
    assert store.visible_at(slow, 500, monotonic=monotonic) == 500
    assert store.visible_at(quick, 300, monotonic=monotonic) == at_us
    assert store.visible_at(later, 600, monotonic=monotonic) == 600
    assert store.visible_at(slow, 100, monotonic=False) == 500
