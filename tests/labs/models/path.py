"""The model that all engines run: one path, with chance drawn by purpose from one seed."""

from math import log1p
from random import Random
from typing import Any

from labs_py.load import NAMES

BUSY: dict[str, Any] = {
    "load.commands_per_s": 80,
    "load.until_us": 20_000_000,
    "load.customers": 200,
    "handler.service_us": 5_000,
    "store.append_us": 2_000,
    "relay.poll_us": 50_000,
    "net.hop_us": 1_000,
    "net.hop_law": "exponential",
    "bus.partitions": 4,
    "projector.service_us": 10_000,
}
"""The domain model's defaults, section 2.3, for the parts that every engine is given."""


class Draws:
    """Exponential times and whole numbers from ``Random("seed/purpose")``."""

    def __init__(self, seed: int) -> None:
        purposes = ("arrivals", "customers", "amounts")
        self.load = {name: Random(f"{seed}/load.{name}").random for name in purposes}
        self.service = Random(f"{seed}/handler.service").random
        self.back = Random(f"{seed}/net.hop.back").random
        self.relay = Random(f"{seed}/net.hop.relay").random
        self.projector = Random(f"{seed}/projector.service").random

    def customer(self, many: int) -> str:
        chosen = 1 + int(self.load["customers"]() * many)
        self.load["amounts"]()
        return NAMES[chosen - 1] if chosen <= len(NAMES) else f"customer-{chosen}"


def exponential(draw: float, mean_us: int) -> int:
    return round(log1p(-draw) * -mean_us)
