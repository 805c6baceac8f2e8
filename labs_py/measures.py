"""What a run amounts to, computed from its records alone.

Source of the definitions: the course's domain model, section 3.
"""

from collections import defaultdict
from typing import Any

from labs_py import accounts
from labs_py.order_statistics import spread
from labs_py.trace import Record


def measures(records: list[Record]) -> dict[str, Any]:
    """Return the measures of a whole run; times in µs, everything else a count."""
    kinds: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        kinds[record["kind"]].append(record)
    visible = [r["latency_us"] for r in kinds["view.applied"] if r["effect"] == 1]
    return {
        "commands": accounts.commands(kinds),
        "events": accounts.events(kinds),
        "deliveries": accounts.deliveries(kinds),
        "dead_letters": accounts.dead_letters(kinds),
        **_lag(records),
        "acknowledged_after_us": spread([r["latency_us"] for r in kinds["cmd.acknowledged"]]),
        "visible_after_us": spread(visible),
        "rows": _rows(kinds["view.applied"]),
        "reads": _reads(kinds["query.served"]),
    }


def _lag(records: list[Record]) -> dict[str, int]:
    """Time lag grows until the oldest unapplied event is passed: look just before each change."""
    oldest, events, time_us = None, 0, 0
    for record in records:
        if "oldest_us" in record:
            if oldest is not None:
                time_us = max(time_us, record["at_us"] - oldest)
            oldest, events = record["oldest_us"], max(events, record["event_lag"])
    return {"event_lag_max": events, "time_lag_max_us": time_us}


def _rows(applied: list[Record]) -> dict[str, Any]:
    last = {record["key"]: record for record in applied}
    first = next((record for record in applied if not record["right"]), None)
    return {
        "count": len(last),
        "wrong": sum(not record["right"] for record in last.values()),
        "first_wrong_seq": first["seq"] if first else None,
        "first_wrong_event": first["event_id"] if first else None,
    }


def _reads(reads: list[Record]) -> dict[str, Any]:
    """Stale own: the session does not see its own last acknowledged change of that key.

    ``own`` are the reads of sessions that have one; ``after_us`` is from asking to the answer.
    """
    seen: dict[tuple[str, str], int] = {}
    backwards = 0
    for read in reads:
        place = (read["session"], read["key"])
        backwards += read["seen_version"] < seen.get(place, 0)
        seen[place] = max(seen.get(place, 0), read["seen_version"])
    return {
        "served": len(reads),
        "stale": sum(r["staleness_us"] > 0 for r in reads),
        "own": sum(r["acked_version"] > 0 for r in reads),
        "stale_own": sum(r["seen_version"] < r["acked_version"] for r in reads),
        "backwards": backwards,
        "wrong": sum(not r["right"] for r in reads),
        "after_us": spread([r["at_us"] - r["asked_us"] for r in reads]),
    }
