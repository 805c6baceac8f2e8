"""The challenge of the first gauge: five runs, in each something happens; which gauge shows it?

Source: the course's domain model, section 6, L1. Arrivals and times are constant, so that what is
usual is narrow, and the same gauge moves first whatever the seed is.
"""

from typing import Any

from labs_py.challenge import Prediction, Question
from labs_py.first_move import GAUGES

AT_US = 5_000_000
LOST = AT_US + 20_000

QUIET: dict[str, Any] = {
    "load.arrival_law": "deterministic",
    "load.commands_per_s": 10,
    "load.until_us": 8_000_000,
    "load.customers": 8,
    "load.reads_per_s": 50,
    "handler.service_us": 5_000,
    "handler.service_law": "constant",
    "handler.servers": 8,
    "handler.concurrency": "none",
    "store.append_us": 5_000,
    "store.visibility": "gaps",
    "relay.poll_us": 0,
    "net.hop_us": 5_000,
    "bus.partitions": 1,
    "projector.service_us": 20_000,
    "projector.service_law": "constant",
    "query.cost_us": 2_000,
}

NIGHT = {"load.reads_per_s": 0}

# A way so long that several events are always on it: what is lost there leaves no trace in the
# lags, since later events pass the checkpoint long before.
FAR = {"net.hop_us": 100_000, "load.commands_per_s": 20, "projector.service_us": 30_000}


def _set(at_us: int, parameter: str, value: object) -> dict[str, Any]:
    return {"at_us": at_us, "kind": "set", "parameter": parameter, "value": value}


def _zoe() -> list[dict[str, Any]]:
    """One customer orders twice, and looks five times a second; the second order is lost."""
    looks = [{"at_us": 3_000_007 + i * 200_000, "kind": "read"} for i in range(20)]
    orders = [{"at_us": at_us, "kind": "place_order", "amount": 20} for at_us in (3_000_000, LOST)]
    lost = {"at_us": LOST, "kind": "strike", "fault": "drop"}
    return [lost, *({**each, "customer": "zoe"} for each in orders + looks)]


def _question(
    name: str, answer: str, seed: int, *happens: dict[str, Any], **quiet: Any
) -> Question:
    parameters = QUIET | quiet.get("parameters", {})
    base = {"parameters": parameters, "interventions": list(happens)}
    return Question(name, base, AT_US, seed, answer)


FIRST_GAUGE = Prediction(
    name="first-gauge",
    questions=(
        _question(
            "slow-projector", "time_lag", 31, _set(AT_US, "faults.slow", 4), parameters=NIGHT
        ),
        _question(
            "open-transaction",
            "mark_gap",
            32,
            _set(AT_US, "faults.slow_commit_us", 2_000_000),
            {"at_us": AT_US, "kind": "strike", "fault": "slow_commit"},
        ),
        _question(
            "many-copies",
            "backlog",
            33,
            _set(AT_US, "faults.copies", 6),
            _set(AT_US, "faults.duplicate_gap_us", 1_000),
            _set(AT_US, "faults.duplicate", 1),
        ),
        _question("lost-order", "freshness", 34, *_zoe(), parameters=FAR),
        _question(
            "burst",
            "event_lag",
            35,
            _set(AT_US, "load.commands_per_s", 400),
            _set(AT_US + 60_000, "load.commands_per_s", 10),
        ),
    ),
    options=GAUGES,
    needed=4,
)
