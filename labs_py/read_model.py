"""The read model: orders and their total per customer.

The row is an additive counter: applying an event twice makes it wrong, which is what the lab is
about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One row: ``orders`` (count), ``total`` (sum of amounts), ``version`` (newest applied)."""

    orders: int
    total: int
    version: int


EMPTY = Row(0, 0, 0)


def applied(row: Row | None, amount: int, version: int) -> Row:
    """Return the row after one more order; pure."""
    orders, total, newest = row or EMPTY
    return Row(orders + 1, total + amount, max(newest, version))


def shown(row: Row | None) -> dict[str, int] | None:
    """Return a row as records carry it."""
    return row._asdict() if row else None


def fold(events: Iterable[dict[str, Any]]) -> dict[str, Row]:
    """Return the rows that a list of envelopes adds up to: the definition of the right view."""
    rows: dict[str, Row] = {}
    for event in events:
        key, amount = event["partition_key"], event["data"].get("amount")
        amount = amount if type(amount) is int else 0
        rows[key] = applied(rows.get(key), amount, event["version"])
    return rows


@dataclass(slots=True)
class ReadModel:
    """The rows as the projector left them, by customer."""

    rows: dict[str, Row] = field(default_factory=dict)

    def apply(self, key: str, amount: int, version: int) -> tuple[Row | None, Row]:
        """Apply one order; return the row before (None if new) and after."""
        before = self.rows.get(key)
        self.rows[key] = after = applied(before, amount, version)
        return before, after
