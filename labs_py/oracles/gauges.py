"""The three gauges by their definitions, counted anew from positions at every change."""

from bisect import bisect_right, insort
from collections import defaultdict, deque

from labs_py.oracles.evidence import Check, Evidence, tally, verdict
from labs_py.oracles.high_water import HighWater


def lag(evidence: Evidence) -> Check:
    """Event lag = committed beyond the checkpoints, recounted from positions at every change."""
    logged: dict[int, list[int]] = defaultdict(list)
    behind: dict[int, int] = defaultdict(int)
    checkpoints: dict[int, int] = defaultdict(int)
    total = compared = expected = found = difference = 0
    for record in evidence.records:
        if record["kind"] == "evt.committed":
            insort(logged[record["partition"]], record["position"])
        elif record["kind"] == "ckpt.advanced":
            checkpoints[record["partition"]] = record["position"]
        if "event_lag" in record:
            shard = record.get("partition")
            if shard is not None:
                beyond = len(logged[shard]) - bisect_right(logged[shard], checkpoints[shard])
                total += beyond - behind[shard]
                behind[shard] = beyond
            compared, expected, found = compared + 1, expected + total, found + record["event_lag"]
            difference = max(difference, abs(total - record["event_lag"]))
    return verdict(
        "lag", "event lag = |log| − |log up to C|", compared, expected, found, difference
    )


def mark_gap(evidence: Evidence) -> Check:
    """Mark gap = committed beyond the mark, the highest position below which all is decided."""
    log, kept = HighWater(), []
    logged: list[int] = []
    for record in evidence.records:
        log.take(record)
        if record["kind"] == "evt.committed":
            insort(logged, record["position"])
        if "mark_gap" in record:
            kept.append(record["mark_gap"] == len(logged) - bisect_right(logged, log.mark))
    return tally("mark_gap", "mark gap = |log| − |log up to M|", kept)


def oldest(evidence: Evidence) -> Check:
    """Time lag = now − when the first event beyond its checkpoint was committed."""
    waiting: deque[tuple[int, int, int]] = deque()
    checkpoints: dict[int, int] = defaultdict(int)
    kept = []
    for record in evidence.records:
        if record["kind"] == "evt.committed":
            waiting.append((record["partition"], record["position"], record["at_us"]))
        elif record["kind"] == "ckpt.advanced":
            checkpoints[record["partition"]] = record["position"]
        if "oldest_us" in record:
            while waiting and waiting[0][1] <= checkpoints[waiting[0][0]]:
                waiting.popleft()
            kept.append(record["oldest_us"] == (waiting[0][2] if waiting else None))
    return tally("oldest", "time lag = now − committed(first beyond C)", kept)
