"""Where everything went: commands, events and deliveries, each counted once.

Source of the definitions: the course's domain model, section 3.
"""

from collections import Counter, defaultdict
from typing import Any

from labs_py.measures.story import Kinds, ratio
from labs_py.trace import Record

REASONS = ("schema", "conflict", "key_reused", "rolled_back", "limit", "deadline", "domain")
"""Why a command may be refused."""


def commands(kinds: Kinds) -> dict[str, Any]:
    """Return received = accepted + rejected by cause + deduped + unanswered + in flight."""
    conflicts = len(kinds["cmd.conflicted"])
    reasons = Counter(record["reason"] for record in kinds["cmd.rejected"])
    conflicts += reasons["conflict"]
    attempts = len(kinds["evt.assigned"]) + conflicts
    received, accepted = len(kinds["cmd.received"]), len(kinds["cmd.acknowledged"])
    deduped, unanswered = len(kinds["cmd.deduped"]), len(kinds["cmd.crashed"])
    return {
        "received": received,
        "accepted": accepted,
        **{f"rejected_{reason}": reasons[reason] for reason in REASONS},
        "deduped": deduped,
        "unanswered": unanswered,
        "in_flight": received - accepted - deduped - unanswered - reasons.total(),
        "conflicts": conflicts,
        "append_attempts": attempts,
        "conflict_rate": ratio(conflicts, attempts),
        "lost_updates": _lost_updates(kinds),
    }


def _lost_updates(kinds: Kinds) -> int:
    """Count committed changes that the state of their stream no longer contains.

    A writer saves what it had loaded and its own change: what the last state contains is the last
    change, the one it was decided on, the one that was decided on, and so on back.
    """
    decided_on = {r["command_id"]: r["expected_version"] for r in kinds["cmd.started"]}
    streams: dict[str, dict[int, int]] = defaultdict(dict)
    for record in kinds["evt.committed"]:
        event = record["event"]
        streams[event["stream_id"]][event["version"]] = decided_on[record["command_id"]]
    lost = 0
    for versions in streams.values():
        lost, version = lost + len(versions), max(versions)
        while version:
            lost, version = lost - 1, versions[version]
    return lost


def events(kinds: Kinds) -> dict[str, int]:
    """Return committed = applied + skipped + parked + buffered + lost + in flight.

    An event is counted where it got furthest. ``lost``: never sent, every copy dropped or refused,
    or behind the checkpoint; and nowhere.
    """
    left = {record["event_id"]: record for record in kinds["evt.committed"]}
    count = {"committed": len(left)}
    places = {
        "applied": kinds["view.applied"],
        "skipped": kinds["view.skipped"],
        "parked": kinds["dlq.parked"],
        "buffered": kinds["view.buffered"],
        "lost": _lost(kinds),
    }
    for name, there in places.items():
        found = {record["event_id"] for record in there} & left.keys()
        count[name] = len(found)
        left = {event_id: record for event_id, record in left.items() if event_id not in found}
    return count | {"in_flight": len(left)}


def _lost(kinds: Kinds) -> list[Record]:
    checkpoints = {record["partition"]: record["position"] for record in kinds["ckpt.advanced"]}
    gone = _gone(kinds)
    return [
        record
        for record in kinds["evt.committed"]
        if record["event_id"] in gone
        or record["position"] <= checkpoints.get(record["partition"], 0)
    ]


def _gone(kinds: Kinds) -> set[str]:
    """Return the events of which no copy is left on the way: nobody sent one, or none arrives."""
    refused = Counter(record["event_id"] for record in kinds["bus.refused"])
    copies = {record["event_id"]: record["copies"] for record in kinds["outbox.sent"]}
    gone = {record["event_id"] for kind in ("pub.lost", "bus.dropped") for record in kinds[kind]}
    return gone | {each for each, count in refused.items() if count == copies[each]}


def deliveries(kinds: Kinds) -> dict[str, int]:
    """Return how often messages came; a duplicate is one beyond the first of its event."""
    started, applied = kinds["dlv.started"], kinds["view.applied"]
    delivered = {record["event_id"] for record in started}
    skipped = [r for r in kinds["view.skipped"] if r["reason"] in ("duplicate", "old")]
    return {
        "started": len(started),
        "duplicates_delivered": len(started) - len(delivered),
        "duplicates_applied": len(applied) - len({record["event_id"] for record in applied}),
        "duplicates_skipped": len(skipped),
        "crashes": len(kinds["dlv.crashed"]),
        "retries": len(kinds["retry.scheduled"]),
        "order_inversions": _inversions(applied),
    }


def _inversions(applied: list[Record]) -> int:
    """Count, per key, versions applied below the newest applied before."""
    newest: dict[str, int] = defaultdict(int)
    count = 0
    for record in applied:
        count += record["version"] < newest[record["key"]]
        newest[record["key"]] = max(newest[record["key"]], record["version"])
    return count


def dead_letters(kinds: Kinds, end_us: int) -> dict[str, Any]:
    """Return the depth of the dead-letter queue, its streams, its oldest entry and that one's age.

    Nothing leaves the queue before the end of a run, ``end_us``.
    """
    parked = {record["event_id"]: record for record in reversed(kinds["dlq.parked"])}
    oldest_us = min((record["at_us"] for record in parked.values()), default=None)
    return {
        "depth": len(parked),
        "sequences": len({record["key"] for record in parked.values()}),
        "oldest_us": oldest_us,
        "oldest_age_us": None if oldest_us is None else end_us - oldest_us,
    }
