"""The event store: streams with versions, and one append-only log of what was committed."""

from dataclasses import dataclass, field
from typing import Any

from labs_py.errors import VersionConflict

type Event = dict[str, Any]
"""An event envelope (``../README.md`` lists its fields); never changed once committed."""


@dataclass(slots=True)
class EventStore:
    """Streams numbered 1..n each, and a log numbered 1..H over all of them.

    A position is *assigned* when the append begins and *visible* when it commits.
    """

    log: list[Event] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    assigned: int = 0

    def version(self, stream_id: str) -> int:
        """Return the version a stream is at; 0 when it has no event."""
        return self.versions.get(stream_id, 0)

    def assign(self, draft: dict[str, Any], expected_version: int) -> Event:
        """Give a draft its version and position if the stream is still at ``expected_version``.

        Raises VersionConflict otherwise (optimistic concurrency).
        """
        actual = self.version(draft["stream_id"])
        if actual != expected_version:
            raise VersionConflict(expected_version, actual)
        self.assigned += 1
        self.versions[draft["stream_id"]] = actual + 1
        return {
            "event_id": f"e{self.assigned}",
            **draft,
            "version": actual + 1,
            "position": self.assigned,
        }

    def commit(self, event: Event, now_us: int) -> Event:
        """Make an assigned event visible at ``now_us`` (µs) and return its full envelope."""
        committed = {**event, "recorded_at": now_us}
        self.log.append(committed)
        return committed
