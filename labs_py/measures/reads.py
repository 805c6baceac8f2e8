"""What readers saw: rows, and answers that were old, older than allowed, or never true."""

from typing import Any

from labs_py.measures.story import Story, ratio
from labs_py.order_statistics import spread
from labs_py.trace import Record


def rows(applied: list[Record]) -> dict[str, Any]:
    """Return how many rows there are, how many ended wrong, and where the first went wrong."""
    last = {record["key"]: record for record in applied}
    first = next((record for record in applied if not record["right"]), None)
    return {
        "count": len(last),
        "wrong": sum(not record["right"] for record in last.values()),
        "first_wrong_seq": first["seq"] if first else None,
        "first_wrong_event": first["event_id"] if first else None,
    }


def reads(story: Story) -> dict[str, Any]:
    """Return what was served: how stale, how often against what the session knew, how often wrong.

    ``own`` are the reads of sessions that have an acknowledged change of that key; ``stale_own``
    those that did not show it (read-your-writes violations); ``backwards`` those below what the
    session had seen (monotonic-read violations); ``after_us`` is from asking to the answer.
    """
    served, bound_us = story.kinds["query.served"], story.parameters["query.stale_us"]
    own = sum(r["acked_version"] > 0 for r in served)
    counts = {
        "stale": sum(r["staleness_us"] > 0 for r in served),
        "stale_beyond": sum(r["staleness_us"] > bound_us for r in served),
        "stale_own": sum(r["seen_version"] < r["acked_version"] for r in served),
        "backwards": _backwards(served),
        "wrong": sum(not r["right"] for r in served),
    }
    return {
        "served": len(served),
        "own": own,
        **counts,
        "stale_bound_us": bound_us,
        "stale_share": ratio(counts["stale_beyond"], len(served)),
        "stale_own_share": ratio(counts["stale_own"], own),
        "wrong_share": ratio(counts["wrong"], len(served)),
        "staleness_us": spread([r["staleness_us"] for r in served]),
        "after_us": spread([r["at_us"] - r["asked_us"] for r in served]),
    }


def _backwards(served: list[Record]) -> int:
    seen: dict[tuple[str, str], int] = {}
    count = 0
    for read in served:
        place = (read["session"], read["key"])
        count += read["seen_version"] < seen.get(place, 0)
        seen[place] = max(seen.get(place, 0), read["seen_version"])
    return count
