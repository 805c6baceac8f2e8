"""The checker: does a way to consume events give the right view whatever delivery does?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from labs_py.algebras import Algebra
from labs_py.command import Command
from labs_py.event import Event
from labs_py.handler import decide
from labs_py.queue import Message
from labs_py.schedules import Schedule
from labs_py.strategy import Limits, Strategy
from labs_py.strict_buffer import StrictBuffer

NO_LIMITS: Limits = {
    "projector.dedupe_size": 0,
    "projector.dedupe_ttl_us": 0,
    "projector.buffer_size": 0,
    "projector.gap_timeout_us": 0,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Of ``schedules``, how many leave a ``wrong`` view, which is the first, and how many show it.

    ``detectable``: wrong, with messages left in a buffer that tell of it.
    """

    schedules: int
    wrong: int
    first: Schedule | None
    detectable: int


def check(
    strategy: type[Strategy],
    algebra: Algebra[Any],
    events: int,
    schedules: Iterable[Schedule],
    limits: Limits = NO_LIMITS,
) -> Finding:
    """Deliver every schedule to a fresh consumer and compare with the fold of the whole stream."""
    right, total, wrong, detectable = algebra.fold(list(range(1, events + 1))), 0, 0, 0
    first: Schedule | None = None
    for schedule in schedules:
        total += 1
        consumer = strategy(limits)
        if algebra.fold(_applied(consumer, schedule)) != right:
            wrong += 1
            first = first or schedule
            detectable += isinstance(consumer, StrictBuffer) and consumer.waiting > 0
    return Finding(total, wrong, first, detectable)


def _applied(consumer: Strategy, schedule: Schedule) -> list[int]:
    """Return the versions a consumer applies, in its order; a delivery each microsecond."""
    versions: list[int] = []
    for now_us, version in enumerate(schedule):
        messages, _ = consumer.admit(_message(version), now_us)
        versions += [message.event.version for message in messages]
    return versions


def _message(version: int) -> Message:
    body = {"customer": "ada", "amount": 1}
    return Message(
        Event(decide(Command("checker", version, body, 0), 0), version, version), 1, 0, 0
    )
