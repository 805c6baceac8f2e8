"""The path in SimPy's own idiom: processes that hand items on through stores."""

import zlib
from collections.abc import Generator
from typing import Any

import simpy

from tests.labs.models.path import Draws, exponential

type Process = Generator[simpy.Event, Any, None]


class Path:
    """One environment with one handler, one projector, and a process for each message on a hop."""

    def __init__(self, p: dict[str, Any], seed: int) -> None:
        self.p, self.draws = p, Draws(seed)
        self.env = simpy.Environment()
        self.inbox, self.queue = simpy.Store(self.env), simpy.Store(self.env)
        self.not_before = [0] * p["bus.partitions"]
        self.shown: list[int] = []
        for process in (self.load(), self.handler(), self.projector()):
            self.env.process(process)

    def load(self) -> Process:
        mean = round(1_000_000 / self.p["load.commands_per_s"])
        while True:
            gap = exponential(self.draws.load["arrivals"](), mean)
            if self.env.now + gap > self.p["load.until_us"]:
                return
            yield self.env.timeout(gap)
            yield self.inbox.put(self.draws.customer(self.p["load.customers"]))

    def handler(self) -> Process:
        while True:
            key = yield self.inbox.get()
            yield self.env.timeout(exponential(self.draws.service(), self.p["handler.service_us"]))
            yield self.env.timeout(self.p["store.append_us"])
            self.env.process(self.acknowledge())
            self.env.process(self.relay(str(key)))

    def acknowledge(self) -> Process:
        yield self.env.timeout(exponential(self.draws.back(), self.p["net.hop_us"]))

    def relay(self, key: str) -> Process:
        yield self.env.timeout(-self.env.now % self.p["relay.poll_us"])
        partition = zlib.crc32(key.encode()) % len(self.not_before)
        hop = exponential(self.draws.relay(), self.p["net.hop_us"])
        at = max(self.not_before[partition], int(self.env.now) + hop)
        self.not_before[partition] = at
        yield self.env.timeout(at - self.env.now)
        yield self.queue.put(key)

    def projector(self) -> Process:
        while True:
            yield self.queue.get()
            yield self.env.timeout(
                exponential(self.draws.projector(), self.p["projector.service_us"])
            )
            self.shown.append(int(self.env.now))


def run(p: dict[str, Any], seed: int) -> list[int]:
    """Return when each event became visible."""
    path = Path(p, seed)
    path.env.run()
    return path.shown
