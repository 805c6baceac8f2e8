"""One queue and one server, on our kernel and as a bare loop, from the same numbers.

Each returns when every customer left, in µs. Ours keeps every fact, as a run of a lab does. It
needs nothing but the standard library, so that it runs in the page too.
"""

from collections import deque
from heapq import heappop, heappush
from random import Random
from typing import Any

from labs_py.kernel import FOREVER_US, Kernel
from labs_py.streams import Streams
from tests.labs.models.path import exponential

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
