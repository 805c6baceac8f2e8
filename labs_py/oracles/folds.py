"""Rows as three numbers, and how an order adds to them: the fold that the laws make themselves."""

from typing import Any

from labs_py.oracles.evidence import Evidence

type Values = tuple[int, int, int]
"""A row as its three numbers: orders, total, version."""

NO_ROW: Values = (0, 0, 0)


def values(row: dict[str, Any] | None) -> Values:
    """Return a row as records carry it, in three numbers."""
    return (row["orders"], row["total"], row["version"]) if row else NO_ROW


def after(row: Values, version: int, amount: object) -> Values:
    """Add one order; an amount that is no number, or is not there, adds nothing."""
    orders, total, newest = row
    added = amount if type(amount) is int else 0
    return orders + 1, total + added, max(newest, version)


def ordered(evidence: Evidence) -> dict[str, object]:
    """Return what each command ordered, also where its event is in a form that does not say it."""
    return {r["command_id"]: r["command"].get("amount") for r in evidence.kinds["cmd.received"]}
