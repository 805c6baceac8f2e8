"""One queue and one server, in four engines, from the same numbers.

Each returns when every customer left, in µs. Ours keeps every fact, as a run of a lab does.
"""

from collections import deque
from collections.abc import Generator
from heapq import heappop, heappush
from random import Random
from typing import Any

import simpy

from labs_py.kernel import FOREVER_US, Kernel
from labs_py.streams import Streams
from tests.labs.models.path import exponential

type Process = Generator[simpy.Event, Any, None]

GAP_US, SERVICE_US = 12_500, 10_000
"""λ = 80/s and μ = 100/s, the domain model's defaults."""


class Ours:
    """State, streams and facts for two handlers."""

    __slots__ = ("busy", "facts", "gap", "kernel", "left", "service", "waiting")

    def __init__(self, customers: int, seed: int) -> None:
        streams = Streams(seed)
        self.gap, self.service = streams.of("gap").random, streams.of("service").random
        self.left, self.busy = customers, False
        self.waiting: deque[int] = deque()
        self.facts: list[tuple[Any, ...]] = []
        self.kernel = Kernel({"arrive": _arrive, "finish": _finish}, self)
        self.kernel.schedule(exponential(self.gap(), GAP_US), "arrive", 1)


def _arrive(here: Ours, customer: int) -> None:
    here.facts.append((here.kernel.now_us, "bus.enqueued", customer))
    here.waiting.append(customer)
    if not here.busy:
        _start(here)
    if customer < here.left:
        here.kernel.schedule(exponential(here.gap(), GAP_US), "arrive", customer + 1)


def _start(here: Ours) -> None:
    here.busy = True
    here.facts.append((here.kernel.now_us, "dlv.started", here.waiting[0]))
    here.kernel.schedule(exponential(here.service(), SERVICE_US), "finish", here.waiting.popleft())


def _finish(here: Ours, customer: int) -> None:
    here.facts.append((here.kernel.now_us, "view.applied", customer))
    if here.waiting:
        _start(here)
    else:
        here.busy = False


def ours(customers: int, seed: int) -> list[int]:
    here = Ours(customers, seed)
    here.kernel.run(FOREVER_US, FOREVER_US)
    return [fact[0] for fact in here.facts if fact[1] == "view.applied"]


def bare(customers: int, seed: int) -> list[int]:
    gap, service = Random(f"{seed}/gap").random, Random(f"{seed}/service").random
    waiting: deque[int] = deque()
    done: list[int] = []
    busy, sequence = False, 1
    agenda = [(exponential(gap(), GAP_US), 1, 1, "arrive", 1)]
    while agenda:
        now, _, _, kind, customer = heappop(agenda)
        if kind == "arrive":
            waiting.append(customer)
        else:
            done.append(now)
            busy = False
        if waiting and not busy:
            busy = True
            sequence += 1
            at = now + exponential(service(), SERVICE_US)
            heappush(agenda, (at, 1, sequence, "finish", waiting.popleft()))
        if kind == "arrive" and customer < customers:
            sequence += 1
            at = now + exponential(gap(), GAP_US)
            heappush(agenda, (at, 1, sequence, "arrive", customer + 1))
    return done


def in_simpy(customers: int, seed: int) -> list[int]:
    gap, service = Random(f"{seed}/gap").random, Random(f"{seed}/service").random
    env, done = simpy.Environment(), []
    queue = simpy.Store(env)

    def arrivals() -> Process:
        for customer in range(1, customers + 1):
            yield env.timeout(exponential(gap(), GAP_US))
            yield queue.put(customer)

    def server() -> Process:
        while True:
            yield queue.get()
            yield env.timeout(exponential(service(), SERVICE_US))
            done.append(int(env.now))

    env.process(arrivals())
    env.process(server())
    env.run()
    return done


def in_salabim(customers: int, seed: int) -> list[int]:
    import salabim  # noqa: PLC0415 - it reads the clock of the machine when it is imported

    gap, service = Random(f"{seed}/gap").random, Random(f"{seed}/service").random
    env = salabim.Environment(trace=False, yieldless=False)
    done: list[int] = []
    queue = salabim.Store("queue", env=env)

    class Arrivals(salabim.Component):  # type: ignore[misc]
        def process(self) -> Generator[Any]:
            for _ in range(customers):
                yield self.hold(exponential(gap(), GAP_US))
                salabim.Component(env=env).enter(queue)

    class Server(salabim.Component):  # type: ignore[misc]
        def process(self) -> Generator[Any]:
            while True:
                yield self.from_store(queue)
                yield self.hold(exponential(service(), SERVICE_US))
                done.append(round(env.now()))

    Arrivals(env=env)
    Server(env=env)
    env.run()
    return done
