"""Where events are: none vanishes from the books, none is ahead of itself."""

from collections import Counter, defaultdict
from heapq import heappop, heappush

from labs_py.oracles.evidence import Check, Evidence, tally, verdict
from labs_py.trace import Record

STAGES = {
    "evt.assigned": 0,
    "evt.committed": 1,
    "outbox.sent": 2,
    "bus.enqueued": 3,
    "dlv.started": 4,
    "view.applied": 5,
}
PLACES = ("in_flight", "lost", "buffered", "parked", "skipped", "applied")
"""Where a committed event may be; one that was in several counts in the last of these."""

OUTCOMES = {
    "view.buffered": "buffered",
    "dlq.parked": "parked",
    "view.skipped": "skipped",
    "view.applied": "applied",
    "pub.lost": "lost",
    "bus.dropped": "lost",
}


class _Whereabouts:
    """Where every committed event is at this instant, moved from place to place by the records."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.strange = 0
        self._checkpoints: dict[int, int] = defaultdict(int)
        self._ahead: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._copies: dict[str, int] = defaultdict(int)

    def take(self, record: Record) -> None:
        """Move the event that a record is about, and those that a checkpoint passes."""
        kind = record["kind"]
        if kind == "evt.committed":
            self.strange += record["event_id"] in self.of
            self.of[record["event_id"]] = "in_flight"
            heappush(self._ahead[record["partition"]], (record["position"], record["event_id"]))
            self._pass(record["partition"])
        elif kind == "ckpt.advanced":
            self._checkpoints[record["partition"]] = record["position"]
            self._pass(record["partition"])
        elif kind in OUTCOMES:
            self._move(record["event_id"], OUTCOMES[kind])
        elif kind == "outbox.sent":
            self._copies[record["event_id"]] += record["copies"]
        elif kind == "bus.refused":
            self._refuse(record["event_id"])

    def _pass(self, partition: int) -> None:
        """What is behind a checkpoint, and nowhere, is lost: nobody waits for it any more."""
        ahead = self._ahead[partition]
        while ahead and ahead[0][0] <= self._checkpoints[partition]:
            self._move(heappop(ahead)[1], "lost")

    def _refuse(self, event_id: str) -> None:
        """An event of which every copy was refused is lost."""
        self._copies[event_id] -= 1
        if not self._copies[event_id]:
            self._move(event_id, "lost")

    def _move(self, event_id: str, place: str) -> None:
        if event_id not in self.of:
            self.strange += 1
        else:
            self.of[event_id] = max(self.of[event_id], place, key=PLACES.index)


def conservation(evidence: Evidence) -> Check:
    """Committed = applied + skipped + parked + buffered + lost + in flight, followed move by move.

    At every instant each event that was committed is in one of these places, and no other is.
    """
    now = _Whereabouts()
    for record in evidence.records:
        now.take(record)
    count, told = Counter(now.of.values()), evidence.measures["events"]
    broken = now.strange + sum(abs(told[place] - count[place]) for place in PLACES)
    formula = "committed = applied + skipped + parked + buffered + lost + in flight"
    committed, found = len(evidence.kinds["evt.committed"]), sum(told[name] for name in PLACES)
    return verdict("events", formula, committed, committed, found, broken)


def stages(evidence: Evidence) -> Check:
    """At every instant: no event is at a stage before it has been at the one before."""
    reached: dict[str, int] = {}
    kept = []
    for record in evidence.records:
        stage = STAGES.get(record["kind"])
        if stage is not None:
            before = reached.get(record["event_id"], -1)
            kept.append(before >= stage - 1)
            reached[record["event_id"]] = max(before, stage)
    formula = "assigned → committed → sent → enqueued → delivered → applied"
    return tally("stages", formula, kept)
