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


def draft(customer: str = "ada") -> Draft:
    return decide(Command("learner", 1, {"customer": customer, "amount": 5}, 90), now_us=100)


def test_an_append_gets_the_next_version_and_position_and_is_visible_once_committed() -> None:
    store = EventStore()
    store.commit(store.assign(draft("bob"), 0), 110)
    event = store.assign(draft(), 0)
    assert event.recorded_at < 0
    store.commit(event, 150)
    assert (event.version, event.position, event.recorded_at) == (1, 2, 150)


def test_an_event_carries_the_whole_envelope() -> None:
    event = EventStore().assign(draft(), 0)
    assert event.envelope().keys() == ENVELOPE


@pytest.mark.parametrize("expected", [0, 2])
def test_an_append_on_another_version_is_a_conflict_and_leaves_no_trace(expected: int) -> None:
    store = EventStore()
    store.commit(store.assign(draft(), 0), 110)
    with pytest.raises(VersionConflict) as caught:
        store.assign(draft(), expected)
    assert (caught.value.expected, caught.value.actual) == (expected, 1)
    assert store.assign(draft(), 1).position == 2
