"""The laws of waiting: both lags by their definitions, Little's identity, Lindley's recursion."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from labs_py.oracles.evidence import Check, Evidence, verdict
from labs_py.trace import Record

NEVER_US = -1
OUTCOMES = ("view.applied", "view.skipped", "view.buffered", "dlq.parked")
type Visit = tuple[int, int, int]
"""When a message arrived, when work on it began, and when it ended (µs)."""


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


def little(evidence: Evidence) -> Check:
    """The area under the event lag is the sum of the times that each event was behind."""
    gauges = [(r["at_us"], r["event_lag"]) for r in evidence.records if "event_lag" in r]
    ends = [*gauges, (evidence.end_us, 0)]
    area = sum(events * (then - now) for (now, events), (then, _) in pairwise(ends))
    times = list(_times_behind(evidence))
    total = sum(times)
    return verdict("little", "∫ N dt = Σ T", len(times), total, area, abs(total - area), "us")


def _times_behind(evidence: Evidence) -> Iterator[int]:
    """Yield how long each event was beyond the checkpoint of its partition."""
    passes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for record in evidence.kinds["ckpt.advanced"]:
        passes[record["partition"]].append((record["position"], record["at_us"]))
    for record in evidence.kinds["evt.committed"]:
        passed = passes[record["partition"]]
        place = bisect_left(passed, (record["position"], 0))
        end_us = passed[place][1] if place < len(passed) else evidence.end_us
        yield max(0, end_us - record["at_us"])


def lindley(evidence: Evidence) -> Check | None:
    """Each projector is one server, first come first served: its waits follow from the times."""
    if not _undisturbed(evidence):
        return None
    compared = expected = found = difference = 0
    for visits in _visits(evidence):
        wait = 0
        for number, (arrived, started, _) in enumerate(visits):
            if number:
                before, began, ended = visits[number - 1]
                wait = max(0, wait + (ended - began) - (arrived - before))
            compared, expected, found = compared + 1, expected + wait, found + started - arrived
            difference = max(difference, abs(wait - (started - arrived)))
    formula = "W(n+1) = max(0, W(n) + S(n) − A(n+1))"
    return verdict("lindley", formula, compared, expected, found, difference, "us")


def _undisturbed(evidence: Evidence) -> bool:
    """Whether a projector takes a message as soon as it is free, and ends it in one go."""
    one_by_one = (
        evidence.always("projector.batch", 1)
        or evidence.parameters["projector.commit"] != "transactional"
    )
    within_reach = evidence.always("faults.outage", "off") and evidence.always("faults.cut", "off")
    at_once = evidence.always("projector.poll_us", 0) and within_reach
    stopped = evidence.kinds["dlv.crashed"] or evidence.kinds["dlv.paused"]
    return one_by_one and at_once and not stopped


def _visits(evidence: Evidence) -> Iterator[list[Visit]]:
    """Yield the deliveries of each projector, in the order in which it began them."""
    arrived = _first(evidence.kinds["bus.enqueued"])
    ended = _first([r for kind in OUTCOMES for r in evidence.kinds[kind]])
    instances = evidence.parameters["projector.instances"]
    visits: dict[int, list[Visit]] = defaultdict(list)
    for place, started in _first(evidence.kinds["dlv.started"]).items():
        visit = (arrived.get(place, NEVER_US), started, ended.get(place, evidence.end_us))
        visits[place[0] % instances].append(visit)
    yield from visits.values()


def _first(records: list[Record]) -> dict[tuple[int, int], int]:
    """Return when each message, by partition and offset, was first named by these records."""
    found: dict[tuple[int, int], int] = {}
    for record in records:
        place, at_us = (record["partition"], record["offset"]), record["at_us"]
        found[place] = min(at_us, found.get(place, at_us))
    return found
