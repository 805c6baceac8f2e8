"""The challenge of one's own reads: fresh for their author, without buying capacity.

Source: the course's domain model, section 6, L1. At 75 commands a second, a projector that does 100
and a time to think of 200 ms on average, one own read in six is stale in the long run; however many
projectors there are, one in twenty-one stays so.
"""

from typing import Any

from labs_py.challenge import Condition, Figures, Tuning
from labs_py.order_statistics import spread

# One order is lost on its way to the queue, before the load sets in: whoever waits for it without
# end waits for ever.
LOST_ORDER: list[dict[str, Any]] = [
    {"at_us": 0, "kind": "strike", "fault": "drop"},
    {"at_us": 0, "kind": "place_order", "customer": "zoe", "amount": 20},
    {"at_us": 500_000, "kind": "read", "customer": "zoe"},
    {"at_us": 1_000_000, "kind": "set", "parameter": "load.commands_per_s", "value": 75},
]

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
        # By the usual price the database would outweigh every server by far: no bill would show
        # what one more projector costs.
        "cost.db_second": 0.002,
    },
    "interventions": LOST_ORDER,
}


def figures(trace: dict[str, Any]) -> Figures:
    """Return what the conditions speak of, from the records and measures of a run."""
    served = [record for record in trace["records"] if record["kind"] == "query.served"]
    own = [record for record in served if record["acked_version"] > 0]
    after = spread([record["at_us"] - record["asked_us"] for record in own])
    measures = trace["measures"]
    return {
        "stale_own_share": measures["reads"]["stale_own_share"],
        "cost": measures["cost"]["per_million_commands"],
        "own_read_p95_us": after["p95"],
        "own_read_max_us": after["max"],
        "wrong_reads": measures["reads"]["wrong"],
    }


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
    ),
    seeds=(11, 12, 13, 14, 15),
    reference={"query.consistency": "wait_for_version", "query.timeout_us": 250_000},
    naive=(
        {"projector.instances": 4},
        {"query.consistency": "overlay"},
        {"query.consistency": "sticky"},
        {"query.consistency": "wait_for_version", "query.timeout_us": 60_000_000},
    ),
)
