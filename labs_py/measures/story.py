"""What every measure is computed from: the records by kind, and the scenario they come from."""

from collections import defaultdict
from typing import Any

from labs_py.trace import Record

type Kinds = defaultdict[str, list[Record]]
type Place = tuple[int, int]
"""A message: its partition, and its offset there."""

SECOND_US = 1_000_000


class Story:
    """A run that is over: records, also by kind, parameters at the start, and what changed them."""

    __slots__ = ("_changes", "end_us", "kinds", "parameters", "records")

    def __init__(self, records: list[Record], scenario: dict[str, Any], end_us: int) -> None:
        """Sort records by kind; the scenario is the full one that a trace echoes."""
        self.records, self.end_us = records, end_us
        self.parameters: dict[str, Any] = scenario["parameters"]
        self._changes: dict[str, list[tuple[int, Any]]] = {}
        for act in scenario["interventions"]:
            if act["kind"] == "set":
                change = (act["at_us"], act["value"])
                self._changes.setdefault(act["parameter"], []).append(change)
        self.kinds: Kinds = defaultdict(list)
        for record in records:
            self.kinds[record["kind"]].append(record)

    def at(self, name: str, at_us: int) -> Any:
        """Return the value of a parameter at an instant, as the interventions left it."""
        value = self.parameters[name]
        for since_us, later in self._steps(name):
            if since_us > at_us:
                break
            value = later
        return value

    def integral(self, name: str) -> int:
        """Return a whole-number parameter summed over the run: its value times µs."""
        value, since_us, total = self.parameters[name], 0, 0
        for step_us, later in self._steps(name):
            at_us = min(step_us, self.end_us)
            total += value * (at_us - since_us)
            value, since_us = later, at_us
        return int(total + value * (self.end_us - since_us))

    def _steps(self, name: str) -> list[tuple[int, Any]]:
        return self._changes.get(name, [])


def ratio(part: float, whole: float) -> float | None:
    """Return a part of a whole, None of nothing."""
    return part / whole if whole else None


def place(record: Record) -> Place:
    """Return the message that a record is about."""
    return record["partition"], record["offset"]
