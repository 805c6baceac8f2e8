"""The laws of waiting: Little's identity, Lindley's recursion."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from labs_py.oracles.evidence import Check, Evidence, verdict
from labs_py.trace import Record

NEVER_US = -1
OUTCOMES = ("view.applied", "view.skipped", "view.buffered", "dlq.parked")
type Visit = tuple[int, int, int]
"""When a message arrived, when work on it began, and when it ended (µs)."""


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
    """Yield the deliveries of each projector, in the order in which they arrived.

    One that nobody saw arrive came before all time, so that the law fails rather than the reading.
    """
    arrived = _first(evidence.kinds["bus.enqueued"])
    begun = _first(evidence.kinds["dlv.started"])
    ended = _first([r for kind in OUTCOMES for r in evidence.kinds[kind]])
    instances = evidence.parameters["projector.instances"]
    visits: dict[int, list[Visit]] = defaultdict(list)
    unseen = dict.fromkeys(begun.keys() - arrived.keys(), NEVER_US)
    for place, at_us in (unseen | arrived).items():
        if place in begun:
            visit = (at_us, begun[place], ended.get(place, evidence.end_us))
            visits[place[0] % instances].append(visit)
    yield from visits.values()


def _first(records: list[Record]) -> dict[tuple[int, int], int]:
    """Return when each message, by partition and offset, was first named by these records."""
    found: dict[tuple[int, int], int] = {}
    for record in records:
        place, at_us = (record["partition"], record["offset"]), record["at_us"]
        found[place] = min(at_us, found.get(place, at_us))
    return found
