"""The path as a bare heapq loop: no table of handlers, no records, no faults."""

import zlib
from collections import deque
from heapq import heappop, heappush
from typing import Any

from tests.labs.models.path import Draws, exponential

ARRIVE, APPEND, COMMIT, ACKNOWLEDGE, RELAY, ENQUEUE, FINISH = range(7)


def run(p: dict[str, Any], seed: int) -> tuple[list[int], int]:  # noqa: C901, PLR0915
    """Return when each event became visible, and how many steps there were."""
    draws, shown = Draws(seed), []
    gap_us, until_us = round(1_000_000 / p["load.commands_per_s"]), p["load.until_us"]
    partitions: dict[str, int] = {}
    not_before = [0] * p["bus.partitions"]
    inbox: deque[str] = deque()
    waiting: deque[str] = deque()
    handling = busy = False
    arrivals, many = draws.load["arrivals"], p["load.customers"]
    first = exponential(arrivals(), gap_us)
    agenda: list[tuple[int, int, int, str]] = [(first, 0, ARRIVE, "")] if first <= until_us else []
    sequence = steps = 0
    while agenda:
        now, _, kind, key = heappop(agenda)
        steps += 1
        sequence += 1
        begin = False
        if kind == ARRIVE:
            inbox.append(draws.customer(many))
            begin = not handling
        elif kind == APPEND:
            heappush(agenda, (now + p["store.append_us"], sequence, COMMIT, key))
        elif kind == COMMIT:
            hop = exponential(draws.back(), p["net.hop_us"])
            heappush(agenda, (now + hop, sequence, ACKNOWLEDGE, key))
            sequence += 1
            heappush(agenda, (now - now % -p["relay.poll_us"], sequence, RELAY, key))
            handling = False
            begin = bool(inbox)
        elif kind == RELAY:
            partition = partitions.get(key)
            if partition is None:
                partition = partitions[key] = zlib.crc32(key.encode()) % len(not_before)
            at = max(not_before[partition], now + exponential(draws.relay(), p["net.hop_us"]))
            not_before[partition] = at
            heappush(agenda, (at, sequence, ENQUEUE, key))
        elif kind == ENQUEUE:
            waiting.append(key)
        elif kind == FINISH:
            shown.append(now)
            waiting.popleft()
            busy = False
        if begin:
            handling = True
            service = exponential(draws.service(), p["handler.service_us"])
            sequence += 1
            heappush(agenda, (now + service, sequence, APPEND, inbox.popleft()))
        if kind == ARRIVE:
            arrival = now + exponential(arrivals(), gap_us)
            if arrival <= until_us:
                sequence += 1
                heappush(agenda, (arrival, sequence, ARRIVE, ""))
        elif waiting and not busy:
            busy = True
            service = exponential(draws.projector(), p["projector.service_us"])
            sequence += 1
            heappush(agenda, (now + service, sequence, FINISH, waiting[0]))
    return shown, steps
