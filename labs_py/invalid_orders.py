"""The challenge of invalid orders: no event, and a quick answer.

Source: the course's domain model, section 6, L1.
"""

from typing import Any

from labs_py.challenge import Condition, Figures, Tuning
from labs_py.command_api import problem
from labs_py.order_statistics import spread

BASE: dict[str, Any] = {
    "parameters": {
        "api.validation": "off",
        "load.commands_per_s": 60,
        "load.until_us": 10_000_000,
        "load.customers": 20,
        "load.invalid": 0.1,
        "handler.service_us": 8_000,
        "store.append_us": 2_000,
        "relay.poll_us": 0,
        "net.hop_us": 1_000,
        "bus.partitions": 4,
        "projector.service_us": 5_000,
        "projector.on_error": "dlq_event",
    },
    "interventions": [],
}


def figures(trace: dict[str, Any]) -> Figures:
    """Return what the conditions speak of, from the records and measures of a run."""
    received = {record["command_id"]: record for record in _all(trace, "cmd.received")}
    invalid = {name for name, record in received.items() if problem(record["command"])}
    refused = [r for r in _all(trace, "cmd.rejected") if r["command_id"] in invalid]
    after = [record["at_us"] - received[record["command_id"]]["at_us"] for record in refused]
    valid = received.keys() - invalid
    return {
        "invalid_events": len(invalid & _commands(trace, "evt.committed")),
        "refused_p99_us": spread(after)["p99"],
        "accepted_share": len(valid & _commands(trace, "cmd.acknowledged")) / (len(valid) or 1),
    }


def _all(trace: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [record for record in trace["records"] if record["kind"] == kind]


def _commands(trace: dict[str, Any], kind: str) -> set[str]:
    return {record["command_id"] for record in _all(trace, kind)}


INVALID_ORDERS = Tuning(
    name="invalid-orders",
    base=BASE,
    parameters=(
        "api.validation",
        "api.rate_per_s",
        "api.in_flight",
        "api.deadline_us",
        "api.idempotency",
        "handler.servers",
        "handler.concurrency",
        "projector.on_error",
    ),
    figures=figures,
    conditions=(
        Condition("invalid_events", "at_most", plus=0),
        Condition("refused_p99_us", "below", plus=5_000),
        Condition("accepted_share", "at_least", plus=0.98),
    ),
    seeds=(21, 22, 23, 24, 25),
    reference={"api.validation": "on"},
    naive=(
        {"handler.servers": 8},
        {"projector.on_error": "skip"},
        {"api.deadline_us": 5_000},
        {"api.in_flight": 1},
    ),
)
