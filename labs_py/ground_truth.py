"""What the rows ought to be: knowledge of an observer, which no part of the path has."""

from dataclasses import dataclass, field

from labs_py.event import Event
from labs_py.read_model import Row, applied


@dataclass(slots=True)
class GroundTruth:
    """The fold of every committed prefix, per customer: what a row may say at each version.

    A row that equals one of them is right, if perhaps stale; a row that equals none never existed.
    """

    prefixes: dict[str, list[Row]] = field(default_factory=dict)
    saved: dict[str, list[Row]] = field(default_factory=dict)
    """Per customer, the state that the writer of each version saved: what the write model says."""
    unapplied: dict[str, dict[int, int]] = field(default_factory=dict)
    """Per customer, the committed versions that have had no effect yet, and since when (µs)."""

    def extend(self, event: Event) -> None:
        """Take in one more committed event."""
        rows = self.prefixes.setdefault(event.key, [])
        before = rows[-1] if rows else None
        rows.append(applied(before, event.amount, event.version))
        saved, decided_on = self.saved.setdefault(event.key, []), event.draft.decided_on
        before = saved[decided_on - 1] if decided_on else None
        saved.append(applied(before, event.amount, event.version))
        self.unapplied.setdefault(event.key, {})[event.version] = event.recorded_at

    def applied(self, event: Event) -> None:
        """Take note that an event has had its effect, its first or one more."""
        self.unapplied[event.key].pop(event.version, None)

    def at(self, key: str, version: int) -> Row | None:
        """Return what the row of ``key`` ought to be at ``version``; None at version 0."""
        return self.prefixes[key][version - 1] if version else None

    def written(self, key: str) -> Row | None:
        """Return the row that the write model has: it lacks the updates that were lost."""
        return self.saved[key][-1] if key in self.saved else None

    def head(self, key: str) -> int:
        """Return the newest committed version of ``key``."""
        return len(self.prefixes.get(key, ()))

    def staleness_us(self, key: str, now_us: int, own: int = 0) -> int:
        """Return the age (µs) of the oldest event that the row of ``key`` lacks; 0: it lacks none.

        ``own`` is a version that an answer shows although the row lacks it (0: none). Source: the
        course's domain model, section 3.
        """
        since = self.unapplied.get(key, {}).items()
        return next((now_us - at_us for version, at_us in since if version != own), 0)
