"""The event store: streams with versions, and one append-only log of what was committed."""

from dataclasses import dataclass, field

from labs_py.errors import VersionConflict
from labs_py.event import Event
from labs_py.handler import Draft


@dataclass(slots=True)
class EventStore:
    """Streams numbered 1..n each, and a log numbered 1..H over all of them.

    A position is *assigned* when the append begins and *visible* when it commits. The log itself
    is what a run leaves behind: its committed events, in the order in which it tells them.
    """

    versions: dict[str, int] = field(default_factory=dict)
    assigned: int = 0

    def version(self, key: str) -> int:
        """Return the version the stream of ``key`` is at; 0 when it has no event."""
        return self.versions.get(key, 0)

    def assign(self, draft: Draft, expected_version: int) -> Event:
        """Give a draft its version and position if the stream is still at ``expected_version``.

        Raises VersionConflict otherwise (optimistic concurrency).
        """
        key = draft.key
        actual = self.versions.get(key, 0)
        if actual != expected_version:
            raise VersionConflict(expected_version, actual)
        self.assigned = position = self.assigned + 1
        self.versions[key] = version = actual + 1
        return Event(draft, version, position)

    def commit(self, event: Event, now_us: int) -> None:
        """Make an assigned event visible at ``now_us`` (µs); nothing changes it afterwards."""
        event.recorded_at = now_us
