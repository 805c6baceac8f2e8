"""The laws of the log: positions, versions, and what a reader may see of it."""

from collections import defaultdict
from itertools import pairwise

from labs_py.oracles.evidence import Check, Evidence, tally, verdict


def positions(evidence: Evidence) -> Check:
    """Positions are drawn 1, 2, 3, …, each once, and each ends in a commit or a rollback."""
    drawn = [record["position"] for record in evidence.kinds["evt.assigned"]]
    ended = [
        record["position"]
        for kind in ("evt.committed", "evt.rolledback")
        for record in evidence.kinds[kind]
    ]
    broken = sum(position != number for number, position in enumerate(drawn, start=1))
    broken += len(ended) - len(set(ended)) + len(set(ended) - set(drawn))
    formula = "positions = 1, 2, 3, …, each committed or rolled back at most once"
    return verdict("positions", formula, len(drawn) + len(ended), len(drawn), len(ended), broken)


def versions(evidence: Evidence) -> Check:
    """The committed versions of each stream are 1, 2, 3, … in the order of their commits."""
    newest: dict[str, int] = defaultdict(int)
    skewed = not evidence.always("faults.skew_us", 0)
    kept = []
    for record in evidence.kinds["evt.committed"]:
        event = record["event"]
        newest[event["stream_id"]] += 1
        same = event["version"] == newest[event["stream_id"]]
        kept.append(same and (skewed or event["recorded_at"] == record["at_us"]))
    return tally("versions", "versions of a stream = 1, 2, 3, …", kept)


def not_sent_directly(evidence: Evidence) -> bool:
    """Whether everything is sent by a relay, which reads the log."""
    return evidence.always("publish.mode", "outbox", "log_tail")


def visibility(evidence: Evidence) -> Check | None:
    """Where commits are in order, or the reader waits for the mark, events are sent in order.

    Where a partition was full, what is meant for the others went ahead: in order within each.
    """
    ordered = evidence.always("store.visibility", "monotonic")
    marked = not_sent_directly(evidence) and evidence.always("relay.reader", "high_water")
    if not (ordered or marked) or not evidence.steady("publish.mode"):
        return None
    seen: dict[object, list[int]] = defaultdict(list)
    blocked = evidence.kinds["bus.blocked"]
    for record in evidence.kinds["evt.committed"] if ordered else ():
        seen["log"].append(record["position"])
    for record in evidence.kinds["outbox.sent"]:
        seen[record["partition"] if blocked else "sent"].append(record["position"])
    kept = [before < after for positions in seen.values() for before, after in pairwise(positions)]
    return tally("visibility", "position(n) < position(n+1)", kept)
