"""The laws of a checkpoint: it only advances, and never past what is there."""

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.oracles.high_water import HighWater
from labs_py.oracles.log import not_sent_directly


def advance(evidence: Evidence) -> Check:
    """Per partition: offsets 1, 2, 3, …, positions never back, both behind what has arrived."""
    offsets: dict[int, int] = {}
    positions: dict[int, int] = {}
    arrived: dict[int, int] = {}
    kept = []
    for record in evidence.records:
        if record["kind"] == "bus.enqueued":
            arrived[record["partition"]] = record["offset"]
        elif record["kind"] == "ckpt.advanced":
            shard, offset = record["partition"], record["offset"]
            kept.append(
                offset == offsets.get(shard, 0) + 1
                and offset <= arrived.get(shard, 0)
                and record["position"] >= positions.get(shard, 0)
            )
            offsets[shard], positions[shard] = offset, record["position"]
    return tally("checkpoints", "C(n) ≤ C(n+1) ≤ head", kept)


def mark(evidence: Evidence) -> Check | None:
    """A reader that waits for the mark never lets a checkpoint go beyond it."""
    if not not_sent_directly(evidence) or not evidence.always("relay.reader", "high_water"):
        return None
    log, kept = HighWater(), []
    for record in evidence.records:
        log.take(record)
        if record["kind"] == "ckpt.advanced":
            kept.append(record["position"] <= log.mark)
    return tally("mark", "C ≤ M", kept)
