"""What is tried when a challenge is calibrated: every setting that could seem a way to pass."""

from typing import Any

type Grid = tuple[dict[str, list[Any]], ...]
"""Several products: a time-out, say, is varied only where somebody waits."""

INSTANCES = "projector.instances"
MODE = "query.consistency"

GRIDS: dict[str, Grid] = {
    "own-reads": (
        {MODE: ["eventual"], INSTANCES: [1, 2, 4, 16], "bus.partitions": [4, 16]},
        {MODE: ["eventual"], "relay.poll_us": [0, 50_000], "projector.batch": [1, 10]},
        {MODE: ["overlay"], INSTANCES: [1, 2]},
        {
            MODE: ["sticky"],
            "query.sticky_us": [50_000, 100_000, 120_000, 150_000, 200_000, 300_000, 5_000_000],
        },
        {
            MODE: ["wait_for_version"],
            "query.timeout_us": [
                *(20_000, 50_000, 100_000, 150_000, 200_000, 250_000, 300_000),
                *(400_000, 500_000, 600_000, 1_000_000, 60_000_000),
            ],
            INSTANCES: [1, 2],
        },
        {
            MODE: ["wait_for_version"],
            "relay.poll_us": [100_000, 400_000],
            "query.timeout_us": [250_000, 500_000],
        },
    ),
    "invalid-orders": (
        {
            "api.validation": ["on", "off"],
            "handler.servers": [1, 8],
            "api.in_flight": [1, 1_000_000],
            "api.deadline_us": [0, 5_000],
        },
        {
            "projector.on_error": ["stop", "skip", "dlq_event", "dlq_sequence"],
            "api.rate_per_s": [1, 30],
        },
    ),
}
