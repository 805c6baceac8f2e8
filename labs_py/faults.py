"""Everything that goes wrong on purpose, in one place.

Each fault draws from its own stream, one number for every message while it is on: turning one up
keeps the messages it had already hit and moves no other draw of the run.
"""

from functools import partial
from typing import Any

from labs_py.crossing import Crossing
from labs_py.event import Event
from labs_py.fault_parameters import AT_REST
from labs_py.streams import Streams
from labs_py.strokes import CRASH_POINTS, UNEXPECTED

UNHARMED = Crossing()


class Faults:
    """The faults of one run, by the parameters as they stand at each instant.

    ``calm``: none is on and none is ordered, so that nobody need ask for each. ``ordered`` are
    single strokes that wait for the next message which passes their place.
    """

    __slots__ = ("_parameters", "_streams", "calm", "ordered")

    def __init__(self, parameters: dict[str, Any], streams: Streams) -> None:
        """Draw from the streams of the run."""
        self._parameters, self._streams = parameters, streams
        self.ordered: list[str] = []
        self.settle()

    def settle(self) -> None:
        """Find out whether anything is on, after a parameter or an order has changed."""
        at_rest = all(self._parameters[name] == off for name, off in AT_REST.items())
        self.calm = at_rest and not self.ordered

    def order(self, stroke: str) -> None:
        """Let a fault strike once, at the next message that passes its place."""
        self.ordered.append(stroke)
        self.settle()

    def strikes(self, stroke: str) -> bool:
        """Draw whether a fault strikes what passes its place now."""
        if self.calm:
            return False
        fault = f"faults.{stroke}"
        share = self._parameters[fault]
        struck = share > 0 and self._streams.happens(fault, share)
        return struck or (bool(self.ordered) and self._is_ordered(stroke))

    def crossing(self) -> Crossing:
        """Draw what happens to the next event on its way to the broker."""
        if self.calm:
            return UNHARMED
        return Crossing(
            dropped=self.strikes("drop"),
            extra_us=self.time_us("delay") if self.strikes("delay") else 0,
            gaps_us=self._gaps_us() if self.strikes("duplicate") else [],
            overtaken_by=self._distance() if self.strikes("reorder") else 0,
        )

    def slow_commit_us(self) -> int:
        """Draw how much longer the next transaction stays open."""
        return self.time_us("slow_commit") if self.strikes("slow_commit") else 0

    def form(self) -> str:
        """Draw what is unexpected about the form of the next event; nothing, as a rule."""
        if self.calm:
            return ""
        for form in UNEXPECTED:
            if self._is_ordered(form):
                return form
        return str(self._parameters["faults.surprise_kind"]) if self.strikes("surprise") else ""

    def failure(self, event: Event) -> str:
        """Draw why the next attempt at an event fails; the first two do so on every attempt."""
        if event.poison:
            return "poison"
        if self.calm and not event.form:
            return ""
        if event.form and self._parameters["projector.schema"] == "strict":
            return "schema"
        if self.cut == "view":
            return "unreachable"
        return "transient" if self.strikes("transient") else ""

    def crash(self) -> str | None:
        """Draw where the consumer dies in the delivery at hand, if it does."""
        if self.calm:
            return None
        for point in CRASH_POINTS:
            if self._is_ordered(f"crash_{point}"):
                return point
        if self.strikes("crash"):
            return str(self._parameters["faults.crash_point"])
        return None

    def slowed_us(self, service_us: int) -> int:
        """Return how long a consumer takes for what it does in ``service_us`` when it is well."""
        return service_us if self.calm else round(service_us * self._parameters["faults.slow"])

    @property
    def outage(self) -> bool:
        """Whether the broker can be reached by nobody."""
        return not self.calm and bool(self._parameters["faults.outage"] == "on")

    @property
    def cut(self) -> str:
        """What the consumers cannot reach: `off`, `broker` or `view`."""
        return "off" if self.calm else str(self._parameters["faults.cut"])

    @property
    def broker_is_away(self) -> bool:
        """Whether no consumer can take anything."""
        return not self.calm and (self.outage or self.cut == "broker")

    @property
    def skew_us(self) -> int:
        """How far the clock of the store is ahead of the consumer's."""
        return 0 if self.calm else self.time_us("skew")

    def time_us(self, name: str) -> int:
        """Return how long something lasts: `restart` after a crash, a `pause`, a `reorder`."""
        return int(self._parameters[f"faults.{name}_us"])

    def _distance(self) -> int:
        most = int(self._parameters["faults.reorder_distance"])
        return self._streams.integer("faults.reorder_distance", 1, most)

    def _gaps_us(self) -> list[int]:
        more, mean_us = (
            self._parameters[f"faults.{name}"] for name in ("copies", "duplicate_gap_us")
        )
        draw = partial(self._streams.duration_us, "faults.duplicate_gap", "exponential", mean_us)
        return [draw() for _ in range(more)]

    def _is_ordered(self, stroke: str) -> bool:
        if stroke not in self.ordered:
            return False
        self.ordered.remove(stroke)
        self.settle()
        return True
