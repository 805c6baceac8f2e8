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
    recorded: dict[str, list[int]] = field(default_factory=dict)

    def extend(self, event: Event) -> None:
        """Take in one more committed event."""
        rows = self.prefixes.setdefault(event.key, [])
        before = rows[-1] if rows else None
        rows.append(applied(before, event.amount, event.version))
        self.recorded.setdefault(event.key, []).append(event.recorded_at)

    def at(self, key: str, version: int) -> Row | None:
        """Return what the row of ``key`` ought to be at ``version``; None at version 0."""
        return self.prefixes[key][version - 1] if version else None

    def head(self, key: str) -> int:
        """Return the newest committed version of ``key``."""
        return len(self.prefixes.get(key, ()))

    def staleness_us(self, key: str, seen: int, now_us: int) -> int:
        """Return the age (µs) of the oldest event of ``key`` that a row lacks; 0: it lacks none."""
        return now_us - self.recorded[key][seen] if seen < self.head(key) else 0
