"""The challenge of one's own reads: fresh for their author, without buying capacity."""

from typing import Any

from labs_py.challenge import Condition, Figures, Tuning
from labs_py.order_statistics import spread

LOST_ORDER: list[dict[str, Any]] = [
    {"at_us": 0, "kind": "strike", "fault": "drop"},
    {"at_us": 0, "kind": "place_order", "customer": "zoe", "amount": 20},
    {"at_us": 500_000, "kind": "read", "customer": "zoe"},
    {"at_us": 1_000_000, "kind": "set", "parameter": "load.commands_per_s", "value": 80},
]
"""One order is lost on its way to the queue: whoever waits for it without end waits for ever."""

BASE: dict[str, Any] = {
    "parameters": {
        "load.commands_per_s": 0,
        "load.until_us": 21_000_000,
        "load.customers": 20,
        "load.own_reads": 1,
        "load.think_us": 200_000,
        "handler.service_us": 5_000,
        "store.append_us": 2_000,
        "relay.poll_us": 0,
        "net.hop_us": 1_000,
        "bus.partitions": 4,
        "projector.service_us": 10_000,
        "query.cost_us": 2_000,
    },
    "interventions": LOST_ORDER,
}


def figures(trace: dict[str, Any]) -> Figures:
    """Return what the conditions speak of, from the records and measures of a run."""
    served = [record for record in trace["records"] if record["kind"] == "query.served"]
    own = [record for record in served if record["acked_version"] > 0]
    stale = sum(record["seen_version"] < record["acked_version"] for record in own)
    after = spread([record["at_us"] - record["asked_us"] for record in own])
    return {
        "stale_own_share": stale / max(1, len(own)),
        "cost": _cost(trace, served),
        "own_read_p95_us": after["p95"] or 0,
        "own_read_max_us": after["max"] or 0,
        "wrong_reads": sum(not record["right"] for record in served),
        "own_reads": len(own),
        "accepted": trace["measures"]["commands"]["accepted"],
    }


def _cost(trace: dict[str, Any], served: list[dict[str, Any]]) -> float:
    """Return instances, partitions and the seconds of the write model, in units of an hour."""
    parameters = trace["scenario"]["parameters"]
    instances = parameters["projector.instances"] + parameters["handler.servers"]
    extra = sum(record.get("source") == "write_model" for record in served)
    busy_us = extra * parameters["query.cost_us"]
    busy_us += trace["measures"]["events"]["committed"] * parameters["store.append_us"]
    return float(
        instances
        + 0.02 * parameters["bus.partitions"]
        + 0.5 * busy_us / parameters["load.until_us"]
    )


OWN_READS = Tuning(
    name="own-reads",
    base=BASE,
    parameters=(
        "projector.instances",
        "projector.batch",
        "bus.partitions",
        "relay.poll_us",
        "query.consistency",
        "query.timeout_us",
        "query.sticky_us",
    ),
    figures=figures,
    conditions=(
        Condition("stale_own_share", "below", plus=0.01),
        Condition("cost", "at_most", times=1.2),
        Condition("own_read_p95_us", "at_most", times=1, plus=100_000),
        Condition("own_read_max_us", "at_most", times=1, plus=500_000),
        Condition("wrong_reads", "at_most", times=1),
        Condition("own_reads", "at_least", times=0.95),
        Condition("accepted", "at_least", times=0.95),
    ),
    seeds=(11, 12, 13, 14, 15),
    reference={"query.consistency": "wait_for_version", "query.timeout_us": 250_000},
    naive=(
        {"projector.instances": 4},
        {"query.consistency": "overlay"},
        {"query.consistency": "wait_for_version", "query.timeout_us": 60_000_000},
    ),
)
