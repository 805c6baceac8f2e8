"""Where events are: none vanishes from the books, none is ahead of itself."""

from collections import Counter

from labs_py.oracles.evidence import Check, Evidence, tally, verdict

STAGES = {
    "evt.assigned": 0,
    "evt.committed": 1,
    "outbox.sent": 2,
    "bus.enqueued": 3,
    "dlv.started": 4,
    "view.applied": 5,
}
EFFECTS = ("view.applied", "view.skipped", "dlq.parked", "view.buffered")


def conservation(evidence: Evidence) -> Check:
    """Committed = applied + skipped + parked + buffered + lost + in flight, counted anew."""
    reached = {kind: {r["event_id"] for r in evidence.kinds[kind]} for kind in EFFECTS}
    checkpoints = {r["partition"]: r["position"] for r in evidence.kinds["ckpt.advanced"]}
    count: Counter[str] = Counter()
    for record in evidence.kinds["evt.committed"]:
        place = next((kind for kind in EFFECTS if record["event_id"] in reached[kind]), None)
        behind = record["position"] <= checkpoints.get(record["partition"], 0)
        count[place or ("lost" if behind else "in_flight")] += 1
    told = evidence.measures["events"]
    names = ("applied", "skipped", "parked", "buffered", "lost", "in_flight")
    broken = sum(
        abs(told[name] - count[kind])
        for name, kind in zip(names, (*EFFECTS, "lost", "in_flight"), strict=True)
    )
    formula = "committed = applied + skipped + parked + buffered + lost + in flight"
    committed = len(evidence.kinds["evt.committed"])
    return verdict("events", formula, committed, committed, sum(told[n] for n in names), broken)


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
