"""The same queue and server in two other engines, from the same numbers."""

from collections.abc import Generator
from random import Random
from typing import Any

import simpy

from tests.labs.models.one_queue import GAP_US, SERVICE_US
from tests.labs.models.path import exponential

type Process = Generator[simpy.Event, Any, None]


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
