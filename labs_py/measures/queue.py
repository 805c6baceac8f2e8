"""The backlog in front of the projectors: how much, how old, and how long until it is gone."""

from bisect import bisect
from itertools import accumulate
from typing import Any

from labs_py.measures.story import Place, Story, place
from labs_py.trace import Record

OUTCOMES = ("view.applied", "view.skipped", "view.buffered", "dlq.parked")


def backlog(story: Story, busy_us: int) -> dict[str, Any]:
    """Return messages queued or in service: at most, at the end, the oldest, and the drain.

    ``oldest_us``: the longest that any was in it. ``drain_us``: how long the largest backlog lasts
    at the rates of this run, backlog / (μ̂ − λ̂); None where work comes as fast as it is done.
    ``busy_us`` is the time the projectors worked, in all.
    """
    arrived, left = story.kinds["bus.enqueued"], _left(story)
    ends = [left.get(place(record)) for record in arrived]
    ages = [
        (end["at_us"] if end else story.end_us) - record["at_us"]
        for record, end in zip(arrived, ends, strict=True)
    ]
    changes = [(record["seq"], 1) for record in arrived]
    changes += [(end["seq"], -1) for end in ends if end]
    most = max(accumulate(change for _, change in sorted(changes)), default=0)
    return {
        "max": most,
        "last": ends.count(None),
        "oldest_us": max(ages, default=0),
        "drain_us": _drain_us(story, most, len(left) / busy_us if busy_us else 0),
    }


def _left(story: Story) -> dict[Place, Record]:
    """Return the record by which each message left the backlog.

    A message leaves when its checkpoint has passed it. Where the checkpoint comes first, it leaves
    when it is worked on, or when its projector dies with it in hand.
    """
    taken = _first(story.kinds["ckpt.advanced"])
    if story.parameters["projector.commit"] != "before":
        return taken
    worked = [record for kind in OUTCOMES for record in story.kinds[kind]]
    left = _first(sorted(worked, key=lambda record: int(record["seq"])))
    instances, crashes = story.parameters["projector.instances"], story.kinds["dlv.crashed"]
    for message, record in taken.items():
        if message not in left:
            later = crashes[bisect(crashes, record["seq"], key=lambda crash: crash["seq"]) :]
            owner = message[0] % instances
            end = next((c for c in later if c["partition"] % instances == owner), None)
            left |= {message: end} if end else {}
    return left


def _first(records: list[Record]) -> dict[Place, Record]:
    found: dict[Place, Record] = {}
    for record in records:
        found.setdefault(place(record), record)
    return found


def _drain_us(story: Story, most: int, speed: float) -> int | None:
    """Return how long a backlog lasts: ``speed`` is what one projector does in a µs of work."""
    enqueued = story.kinds["bus.enqueued"]
    if not most:
        return 0
    # Who owns no partition has nothing to do.
    owners = min(story.parameters["projector.instances"], story.parameters["bus.partitions"])
    spare = owners * speed - len(enqueued) / max(1, enqueued[-1]["at_us"])
    return round(most / spare) if spare > 0 else None
