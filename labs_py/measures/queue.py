"""The backlog in front of the projectors: how much, how old, and how long until it is gone."""

from collections.abc import Iterator
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
    arrived: dict[Place, int] = {}
    most = oldest_us = done = 0
    for record, left in _changes(story):
        if not left:
            arrived[place(record)] = record["at_us"]
            most = max(most, len(arrived))
        for message in left:
            since_us = arrived.pop(message, record["at_us"])
            done, oldest_us = done + 1, max(oldest_us, record["at_us"] - since_us)
    oldest_us = max([oldest_us, *(story.end_us - since_us for since_us in arrived.values())])
    drain_us = _drain_us(story, most, done / busy_us if busy_us else 0)
    return {"max": most, "last": len(arrived), "oldest_us": oldest_us, "drain_us": drain_us}


def _changes(story: Story) -> Iterator[tuple[Record, list[Place]]]:
    """Yield each record that changes the backlog and the messages that leave by it; none: enters.

    A message leaves when its checkpoint has passed it. Where the checkpoint comes first, it leaves
    when it is worked on, or when its projector dies with it in hand.
    """
    early = story.parameters.get("projector.commit") == "before"
    instances = story.parameters.get("projector.instances", 1)
    in_hand: dict[Place, None] = {}
    for record in story.records:
        kind = record["kind"]
        if kind == "bus.enqueued":
            yield record, []
        elif kind == "ckpt.advanced":
            if early:
                in_hand[place(record)] = None
            else:
                yield record, [place(record)]
        elif in_hand and kind in OUTCOMES and place(record) in in_hand:
            del in_hand[place(record)]
            yield record, [place(record)]
        elif in_hand and kind == "dlv.crashed":
            owner = record["partition"] % instances
            lost = [message for message in in_hand if message[0] % instances == owner]
            for message in lost:
                del in_hand[message]
            if lost:
                yield record, lost


def _drain_us(story: Story, most: int, speed: float) -> int | None:
    """Return how long a backlog lasts: ``speed`` is what one projector does in a µs of work."""
    enqueued = story.kinds["bus.enqueued"]
    if not most:
        return 0
    servers = story.parameters.get("projector.instances", 1)
    spare = servers * speed - len(enqueued) / max(1, enqueued[-1]["at_us"])
    return round(most / spare) if spare > 0 else None
