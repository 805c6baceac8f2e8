"""The rows: the read model is a fold of the log, and what is called right is right."""

from collections import Counter, defaultdict
from typing import Any

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.oracles.folds import NO_ROW, Values, after, ordered, values
from labs_py.oracles.losses import accounted

LOSSES = ("bus.dropped", "bus.refused", "pub.lost", "view.rejected")


def replay(evidence: Evidence) -> Check:
    """The log, folded anew up to the checkpoints, is the read model, but for what is on record.

    Events that were skipped, parked, buffered, dropped or lost are left out, and duplicates that
    were applied are repeated: exactly those, and each must be excused by records of its own.
    """
    effects = Counter(record["event_id"] for record in evidence.kinds["view.applied"])
    expected: dict[str, Values] = {}
    for record in evidence.kinds["evt.committed"]:
        for _ in range(effects[record["event_id"]]):
            event = record["event"]
            key, amount = event["partition_key"], event["data"].get("amount")
            expected[key] = after(expected.get(key, NO_ROW), event["version"], amount)
    shown = {r["key"]: values(r["after"]) for r in evidence.kinds["view.applied"]}
    kept = [shown.get(key) == expected.get(key) for key in expected.keys() | shown.keys()]
    formula = "fold(log up to C, less what was left out, plus what was repeated) = read model"
    return tally("replay", formula, kept + accounted(evidence))


def effects(evidence: Evidence) -> Check:
    """Each effect begins with the row that the one before it left, and is counted and timed."""
    received = {r["command_id"]: r["at_us"] for r in evidence.kinds["cmd.received"]}
    rows: dict[str, dict[str, Any] | None] = {}
    count: Counter[str] = Counter()
    kept = []
    for record in evidence.kinds["view.applied"]:
        count[record["event_id"]] += 1
        latency_us = record["at_us"] - received.get(record["command_id"], -1)
        told = (record["before"], record["effect"], record["latency_us"])
        kept.append(told == (rows.get(record["key"]), count[record["event_id"]], latency_us))
        rows[record["key"]] = record["after"]
    return tally("effects", "before(n) = after(n − 1), latency = applied − received", kept)


def right(evidence: Evidence) -> Check:
    """A row is called right exactly when it equals the fold of some prefix of the log.

    What was ordered counts, also where an event was written in a form that does not say it.
    """
    orders = ordered(evidence)
    folds: dict[str, Values] = defaultdict(lambda: NO_ROW)
    prefixes: dict[str, set[Values]] = defaultdict(lambda: {NO_ROW})
    kept = []
    for record in evidence.records:
        if record["kind"] == "evt.committed":
            key = record["event"]["partition_key"]
            amount = orders.get(record["command_id"])
            folds[key] = after(folds[key], record["event"]["version"], amount)
            prefixes[key].add(folds[key])
        elif record["kind"] in ("view.applied", "query.served"):
            row = record["after"] if record["kind"] == "view.applied" else record["row"]
            kept.append(record["right"] == (values(row) in prefixes[record["key"]]))
    return tally("right", "right ⇔ row = fold(log[0..k]) for some k ≤ H", kept)


def effectively_once(evidence: Evidence) -> Check | None:
    """A consumer that suits its delivery comes to rest with the right read model."""
    if not _suits(evidence):
        return None
    told = evidence.measures
    deliveries, found = told["deliveries"], told["events"]
    kept = [
        deliveries["duplicates_applied"] == 0,
        found["applied"] == found["committed"],
        told["rows"]["wrong"] == 0,
    ]
    formula = "duplicates applied = 0, applied = committed, wrong rows = 0"
    return tally("effectively_once", formula, kept)


def _suits(evidence: Evidence) -> bool:
    """Whether duplicates are recognised, nothing is lost on the way, and nothing given up."""
    unlimited = ("dedupe_size", "dedupe_ttl_us", "buffer_size", "gap_timeout_us")
    kinds = evidence.kinds
    passed = [crash for crash in kinds["dlv.crashed"] if crash["point"] == "after_checkpoint"]
    return (
        evidence.always("projector.strategy", "by_id", "strict_buffer")
        and all(evidence.always(f"projector.{name}", 0) for name in unlimited)
        and evidence.parameters["projector.commit"] != "before"
        and not any(kinds[kind] for kind in LOSSES)
        and all(record["event"]["schema_version"] == 1 for record in kinds["evt.committed"])
        and not any(record["reason"] == "unknown_type" for record in kinds["view.skipped"])
        and evidence.always("faults.outage", "off")
        and evidence.always("faults.cut", "off")
        and (
            evidence.always("store.visibility", "monotonic")
            or evidence.always("relay.reader", "high_water", "gap_aware")
        )
        and not passed
    )
