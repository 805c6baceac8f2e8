"""What a run amounts to, computed from its records alone.

Source of the definitions: the course's domain model, section 3.
"""

from collections import Counter
from typing import Any

from labs_py.trace import Record


def measures(records: list[Record]) -> dict[str, Any]:
    """Return the measures of a whole run; times in µs, everything else a count."""
    kinds = Counter(record["kind"] for record in records)
    return {
        "commands": _commands(records, kinds),
        "events": _events(records, kinds),
        "deliveries": _deliveries(records, kinds),
        "event_lag_max": max((r["event_lag"] for r in records if "event_lag" in r), default=0),
        "time_lag_max_us": _time_lag_max(records),
        "acknowledged_after_us": _spread(
            [r["latency_us"] for r in records if r["kind"] == "cmd.acknowledged"]
        ),
        "visible_after_us": _spread(
            [r["latency_us"] for r in records if r["kind"] == "view.applied" and r["effect"] == 1]
        ),
        "rows": _rows(records),
        "reads": _reads(records),
    }


def _commands(records: list[Record], kinds: Counter[str]) -> dict[str, int]:
    reasons = Counter(r["reason"] for r in records if r["kind"] == "cmd.rejected")
    return {
        "received": kinds["cmd.received"],
        "accepted": kinds["cmd.acknowledged"],
        "rejected_schema": reasons["schema"],
        "rejected_conflict": reasons["conflict"],
        "in_flight": kinds["cmd.received"] - kinds["cmd.acknowledged"] - reasons.total(),
    }


def _events(records: list[Record], kinds: Counter[str]) -> dict[str, int]:
    applied = {r["event_id"] for r in records if r["kind"] == "view.applied"}
    skipped = {r["event_id"] for r in records if r["kind"] == "view.skipped"} - applied
    return {
        "committed": kinds["evt.committed"],
        "applied": len(applied),
        "skipped": len(skipped),
        "in_flight": kinds["evt.committed"] - len(applied) - len(skipped),
    }


def _deliveries(records: list[Record], kinds: Counter[str]) -> dict[str, int]:
    """A duplicate is a delivery, or an effect, beyond the first of its event."""
    delivered = {r["event_id"] for r in records if r["kind"] == "dlv.started"}
    applied = {r["event_id"] for r in records if r["kind"] == "view.applied"}
    return {
        "started": kinds["dlv.started"],
        "duplicates_delivered": kinds["dlv.started"] - len(delivered),
        "duplicates_applied": kinds["view.applied"] - len(applied),
        "duplicates_skipped": sum(
            r["kind"] == "view.skipped" and r["reason"] == "duplicate" for r in records
        ),
    }


def _time_lag_max(records: list[Record]) -> int:
    """Time lag grows until the oldest unapplied event is passed: look just before each change."""
    oldest, most = None, 0
    for record in records:
        if "oldest_us" in record:
            if oldest is not None:
                most = max(most, record["at_us"] - oldest)
            oldest = record["oldest_us"]
    return most


def _spread(values: list[int]) -> dict[str, int | None]:
    """Return count and exact order statistics (nearest rank) of a list of times (µs)."""
    ranked = sorted(values)
    marks = {"p50": 50, "p95": 95, "p99": 99, "max": 100}
    spread: dict[str, int | None] = {"count": len(ranked)}
    for name, percent in marks.items():
        rank = -(-len(ranked) * percent // 100)
        spread[name] = ranked[rank - 1] if ranked else None
    return spread


def _rows(records: list[Record]) -> dict[str, Any]:
    last = {r["key"]: r for r in records if r["kind"] == "view.applied"}
    first = next((r for r in records if r["kind"] == "view.applied" and not r["right"]), None)
    return {
        "count": len(last),
        "wrong": sum(not record["right"] for record in last.values()),
        "first_wrong_seq": first["seq"] if first else None,
        "first_wrong_event": first["event_id"] if first else None,
    }


def _reads(records: list[Record]) -> dict[str, int]:
    """Stale own: the session does not see its own last acknowledged change of that key."""
    reads = [r for r in records if r["kind"] == "query.served"]
    return {
        "served": len(reads),
        "stale": sum(r["staleness_us"] > 0 for r in reads),
        "stale_own": sum(r["seen_version"] < r["acked_version"] for r in reads),
        "wrong": sum(not r["right"] for r in reads),
    }
