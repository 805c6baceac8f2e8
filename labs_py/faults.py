"""Everything that goes wrong on purpose, in one place.

Each fault draws from its own stream, one number for every message while it is on: turning one up
keeps the messages it had already hit and moves no other draw of the run.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from labs_py.streams import Streams

OUTAGE = "faults.outage"
CRASH_POINTS = ("before_effect", "after_effect", "after_checkpoint")
STROKES = (
    *("drop", "duplicate", "delay", "reorder", "poison", "transient", "rollback"),
    *(f"crash_{point}" for point in CRASH_POINTS),
)
"""What may be ordered to happen once, to the next message that passes its place."""


@dataclass(slots=True)
class Crossing:
    """What happens to one event between the outbox and its partition.

    ``dropped``: it never arrives. ``extra_us``: held up, and everything behind it in its partition
    with it. ``gaps_us``: the sender did not learn that the first copy had arrived and sends more,
    each so long after the first. ``overtaken_by``: how many later messages go ahead of it.
    """

    dropped: bool = False
    extra_us: int = 0
    gaps_us: list[int] = field(default_factory=list)
    overtaken_by: int = 0


class Faults:
    """The faults of one run, by the parameters as they stand at each instant.

    ``ordered`` are single strokes that wait for the next message which passes their place.
    """

    __slots__ = ("_parameters", "_streams", "ordered")

    def __init__(self, parameters: dict[str, Any], streams: Streams) -> None:
        """Draw from the streams of the run."""
        self._parameters, self._streams = parameters, streams
        self.ordered: list[str] = []

    def crossing(self) -> Crossing:
        """Draw what happens to the next event on its way to the broker."""
        parameters, found = self._parameters, Crossing()
        if self._strikes("faults.drop"):
            found.dropped = True
        if self._strikes("faults.delay"):
            found.extra_us = parameters["faults.delay_us"]
        if self._strikes("faults.duplicate"):
            found.gaps_us = self._gaps_us()
        if self._strikes("faults.reorder"):
            most = parameters["faults.reorder_distance"]
            found.overtaken_by = self._streams.integer("faults.reorder_distance", 1, most)
        return found

    def rolls_back(self) -> bool:
        """Draw whether the next append is rolled back instead of committed."""
        return self._strikes("faults.rollback")

    def poisons(self) -> bool:
        """Draw whether the next event is one that no attempt can handle."""
        return self._strikes("faults.poison")

    def fails(self) -> bool:
        """Draw whether the next attempt fails and another may not."""
        return self._strikes("faults.transient")

    def crash(self) -> str | None:
        """Draw where the consumer dies in the delivery at hand, if it does."""
        for point in CRASH_POINTS if self.ordered else ():
            if self._is_ordered(f"crash_{point}"):
                return point
        if self._strikes("faults.crash"):
            return str(self._parameters["faults.crash_point"])
        return None

    def slowed_us(self, service_us: int) -> int:
        """Return how long a consumer takes for what it does in ``service_us`` when it is well."""
        return round(service_us * float(self._parameters["faults.slow"]))

    @property
    def outage(self) -> bool:
        """Whether the broker can be reached by nobody."""
        return bool(self._parameters[OUTAGE] == "on")

    @property
    def restart_us(self) -> int:
        """How long a consumer is down after a crash."""
        return int(self._parameters["faults.restart_us"])

    @property
    def longest_hold_us(self) -> int:
        """How long a message waits to be overtaken before it goes on all the same."""
        return int(self._parameters["faults.reorder_us"])

    def _gaps_us(self) -> list[int]:
        more, mean_us = (
            self._parameters[f"faults.{name}"] for name in ("copies", "duplicate_gap_us")
        )
        draw = partial(self._streams.duration_us, "faults.duplicate_gap", "exponential", mean_us)
        return [draw() for _ in range(more)]

    def _strikes(self, fault: str) -> bool:
        share = self._parameters[fault]
        struck = share > 0 and self._streams.happens(fault, share)
        return struck or (bool(self.ordered) and self._is_ordered(fault.removeprefix("faults.")))

    def _is_ordered(self, stroke: str) -> bool:
        if stroke not in self.ordered:
            return False
        self.ordered.remove(stroke)
        return True
