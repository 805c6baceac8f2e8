"""What is missing from the rows, and whether a record says why, message by message."""

from collections import Counter
from typing import Any

from labs_py.oracles.evidence import Evidence
from labs_py.oracles.log import not_sent_directly

type Place = tuple[int, int]
"""Partition and offset of a message."""

OUTCOMES = ("view.applied", "view.skipped", "view.buffered", "dlq.parked")


def accounted(evidence: Evidence) -> list[bool]:
    """Say of each message behind a checkpoint, and of each event, whether nothing hides it.

    A message that a checkpoint has passed has an outcome of its own, or was in the hands of a
    consumer that died after the checkpoint had passed it. An event has arrived as often as it was
    sent, or a record says that it was dropped; one that was never sent had a reason.
    """
    ended = {_place(record) for kind in OUTCOMES for record in evidence.kinds[kind]}
    taken = _taken_along(evidence, ended)
    passed = {_place(record) for record in evidence.kinds["ckpt.advanced"]}
    return [place in ended or place in taken for place in passed] + _arrived(evidence)


def _place(record: dict[str, Any]) -> Place:
    return record["partition"], record["offset"]


def _taken_along(evidence: Evidence, ended: set[Place]) -> set[Place]:
    """Return what was passed before its effect, and in hand when its consumer died or stopped."""
    if evidence.parameters["projector.commit"] != "before":
        return set()
    batches = _batches(evidence)
    kinds = evidence.kinds
    ends = [(_place(r), r["point"] == "after_effect") for r in kinds["dlv.crashed"]]
    ends += [(_place(r), False) for r in kinds["view.rejected"] if _place(r) not in ended]
    lost: set[Place] = set()
    for place, had_effect in ends:
        batch = batches.get(place, [])
        lost.update(batch[batch.index(place) + had_effect :] if batch else ())
    return lost


def _batches(evidence: Evidence) -> dict[Place, list[Place]]:
    """Return the batch of each message: what a checkpoint passed in one row of records."""
    batches: dict[Place, list[Place]] = {}
    batch: list[Place] = []
    for record in evidence.records:
        if record["kind"] == "ckpt.advanced":
            batch.append(_place(record))
            batches[batch[-1]] = batch
        else:
            batch = []
    return batches


def _arrived(evidence: Evidence) -> list[bool]:
    """Say of each committed event whether all its copies arrived, or a record tells why not."""
    sent = {record["event_id"]: record["copies"] for record in evidence.kinds["outbox.sent"]}
    dropped = {record["event_id"] for record in evidence.kinds["bus.dropped"]}
    ends = ("bus.enqueued", "bus.refused")
    came = Counter(record["event_id"] for kind in ends for record in evidence.kinds[kind])
    unsent = _not_sent(evidence)
    return [
        name in dropped or came[name] == sent[name] if name in sent else name in unsent
        for name in (record["event_id"] for record in evidence.kinds["evt.committed"])
    ]


def _not_sent(evidence: Evidence) -> set[str]:
    """Return the events whose sender died or found no broker, or need not or cannot have sent."""
    lost = {record["event_id"] for record in evidence.kinds["pub.lost"]}
    return lost | _appeared_behind(evidence) | _left_to_the_end(evidence)


def _appeared_behind(evidence: Evidence) -> set[str]:
    """Return what became visible below where a naive reader had been: it is skipped for good."""
    if evidence.always("relay.reader", "high_water", "gap_aware"):
        return set()
    names: set[str] = set()
    read_to = newest = 0
    for record in evidence.records:
        if record["kind"] == "evt.committed":
            newest = max(newest, record["position"])
            if record["position"] < read_to:
                names.add(record["event_id"])
        elif record["kind"] == "outbox.sent":
            read_to = max(read_to, record["position"])
        elif record["kind"] == "bus.blocked":
            read_to = newest
    return names


def _left_to_the_end(evidence: Evidence) -> set[str]:
    """Return what waits for a partition that stays full, or for a broker that never comes back.

    Read from the end: nobody who waits for the broker sees a later position go ahead, since one
    look of a relay takes all that it may send.
    """
    away, relayed = evidence.at_last("faults.outage") == "on", not_sent_directly(evidence)
    names: set[str] = set()
    ahead, full = 0, dict[int, bool]()
    for record in reversed(evidence.records):
        if record["kind"] == "bus.blocked":
            full.setdefault(record["partition"], True)
        elif record["kind"] == "outbox.sent":
            # What is sent directly takes room that was made since; it does not wait its turn.
            if "direct" not in evidence.at("publish.mode", record["at_us"]):
                full.setdefault(record["partition"], False)
            ahead = max(ahead, record["position"] if relayed else 0)
        elif record["kind"] == "evt.committed" and (
            full.get(record["partition"]) or (away and record["position"] > ahead)
        ):
            names.add(record["event_id"])
    return names
