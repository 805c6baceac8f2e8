"""Every way in which at-least-once delivery can bring a few events, shortest first.

A schedule is the versions of one stream in the order of their delivery, for example (1, 2, 1, 3).
Complete within its bound: what passes all of them passes whatever a network does with so few.
"""

from collections.abc import Iterator
from itertools import permutations, product

type Schedule = tuple[int, ...]


def in_any_order(events: int, deliveries: int) -> Iterator[Schedule]:
    """Yield all schedules that bring each event at least once, in at most ``deliveries``."""
    for length in range(events, deliveries + 1):
        for schedule in product(range(1, events + 1), repeat=length):
            if len(set(schedule)) == events:
                yield schedule


def redelivered(events: int, deliveries: int) -> Iterator[Schedule]:
    """Yield those whose first deliveries keep the order of the stream."""
    for schedule in in_any_order(events, deliveries):
        first = list(dict.fromkeys(schedule))
        if first == sorted(first):
            yield schedule


def reordered(events: int) -> Iterator[Schedule]:
    """Yield every order of one delivery each."""
    yield from permutations(range(1, events + 1))


def one_lost(events: int) -> Iterator[Schedule]:
    """Yield the stream in order without one of its events."""
    for lost in range(1, events + 1):
        yield tuple(version for version in range(1, events + 1) if version != lost)
