"""The read model: orders and their total per customer, and what it ought to be.

The row is an additive counter: applying an event twice makes it wrong, which is what the lab is
about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from labs_py.store import Event

type Row = dict[str, int]
"""One row: ``orders`` (count), ``total`` (sum of amounts), ``version`` (newest applied)."""


def applied(row: Row | None, event: Event) -> Row:
    """Return the row after one more event; pure."""
    before = row or {"orders": 0, "total": 0, "version": 0}
    return {
        "orders": before["orders"] + 1,
        "total": before["total"] + event["data"]["amount"],
        "version": max(before["version"], event["version"]),
    }


def fold(events: Iterable[Event]) -> dict[str, Row]:
    """Return the rows that a list of events adds up to: the definition of the right view."""
    rows: dict[str, Row] = {}
    for event in events:
        key = event["partition_key"]
        rows[key] = applied(rows.get(key), event)
    return rows


@dataclass(slots=True)
class ReadModel:
    """The rows as the projector left them, by customer."""

    rows: dict[str, Row] = field(default_factory=dict)

    def apply(self, event: Event) -> tuple[Row | None, Row]:
        """Apply one event; return the row before (None if new) and after."""
        key = event["partition_key"]
        before = self.rows.get(key)
        self.rows[key] = applied(before, event)
        return before, self.rows[key]


@dataclass(slots=True)
class GroundTruth:
    """The fold of every committed prefix, per customer: what a row may say at each version.

    A row that equals one of them is right, if perhaps stale; a row that equals none never existed.
    """

    prefixes: dict[str, list[Row]] = field(default_factory=dict)
    recorded: dict[str, list[int]] = field(default_factory=dict)

    def extend(self, event: Event) -> None:
        """Take in one more committed event."""
        key = event["partition_key"]
        rows = self.prefixes.setdefault(key, [])
        rows.append(applied(rows[-1] if rows else None, event))
        self.recorded.setdefault(key, []).append(event["recorded_at"])

    def at(self, key: str, version: int) -> Row | None:
        """Return what the row of ``key`` ought to be at ``version``; None at version 0."""
        return self.prefixes[key][version - 1] if version else None

    def head(self, key: str) -> int:
        """Return the newest committed version of ``key``."""
        return len(self.prefixes.get(key, ()))
