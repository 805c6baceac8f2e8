"""Everything that goes wrong on purpose, in one place.

Each fault draws from its own stream, one number for every message while it is on: turning one up
keeps the messages it had already hit and moves no other draw of the run.
"""

from functools import partial
from typing import Any

from labs_py.crossing import Crossing
from labs_py.event import Event
from labs_py.forms import FORMS
from labs_py.streams import Streams

OUT_OF_REACH = ("faults.outage", "faults.cut")
CRASH_POINTS = ("before_effect", "after_effect", "after_checkpoint")
UNEXPECTED = tuple(form for form in FORMS if form)
SURPRISE = "faults.surprise"
STROKES = (
    *("drop", "duplicate", "delay", "reorder", "poison", "transient", "rollback", "slow_commit"),
    *("handler_crash", "zombie"),
    *(f"crash_{point}" for point in CRASH_POINTS),
    *UNEXPECTED,
)
"""What may be ordered to happen once, to the next message that passes its place."""


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

    def slow_commit_us(self) -> int:
        """Draw how much longer the next transaction stays open."""
        slow = self._strikes("faults.slow_commit")
        return self.time_us("slow_commit") if slow else 0

    def form(self) -> str:
        """Draw what is unexpected about the form of the next event; nothing, as a rule."""
        for form in UNEXPECTED if self.ordered else ():
            if self._is_ordered(form):
                return form
        return str(self._parameters["faults.surprise_kind"]) if self._strikes(SURPRISE) else ""

    def handler_crashes(self) -> bool:
        """Draw whether the handler dies when its next commit is done."""
        return self._strikes("faults.handler_crash")

    def poisons(self) -> bool:
        """Draw whether the next event is one that no attempt can handle."""
        return self._strikes("faults.poison")

    def failure(self, event: Event) -> str:
        """Draw why the next attempt at an event fails; the first two do so on every attempt."""
        if event.poison:
            return "poison"
        if event.form and self._parameters["projector.schema"] == "strict":
            return "schema"
        if self.cut == "view":
            return "unreachable"
        return "transient" if self._strikes("faults.transient") else ""

    def pauses(self) -> bool:
        """Draw whether the consumer stops for a while in the delivery at hand."""
        return self._strikes("faults.zombie")

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
        return bool(self._parameters["faults.outage"] == "on")

    @property
    def cut(self) -> str:
        """What the consumers cannot reach: `off`, `broker` or `view`."""
        return str(self._parameters["faults.cut"])

    @property
    def broker_is_away(self) -> bool:
        """Whether no consumer can take anything."""
        return self.outage or self.cut == "broker"

    def time_us(self, name: str) -> int:
        """Return how long something lasts: `restart` after a crash, a `pause`; or a `skew`."""
        return int(self._parameters[f"faults.{name}_us"])

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
