"""What the oracles look at: the records of a run by kind, and what its scenario says."""

from collections import defaultdict
from typing import Any

from labs_py.trace import Record

type Check = dict[str, Any]
"""One line of the report: ``{id, formula, unit, compared, expected, found, difference, holds}``."""


class Evidence:
    """A trace, read once: ``kinds`` holds its records by kind, each in the order of the run."""

    __slots__ = (
        *("_changes", "digest", "end_us", "kinds", "measures", "parameters", "records"),
        "strokes",
    )

    def __init__(self, trace: dict[str, Any]) -> None:
        """Sort the records of a trace (``schemas/trace.v1.json``) by kind."""
        self.records: list[Record] = trace["records"]
        self.digest, self.end_us = trace["digest"], trace["end_us"]
        self.measures, self.parameters = trace["measures"], trace["scenario"]["parameters"]
        self._changes: defaultdict[str, list[tuple[int, Any]]] = defaultdict(list)
        acts = trace["scenario"]["interventions"]
        self.strokes = {act["fault"] for act in acts if act["kind"] == "strike"}
        for act in sorted(acts, key=lambda act: act["at_us"]):
            if act["kind"] == "set":
                self._changes[act["parameter"]].append((act["at_us"], act["value"]))
        self.kinds = by_kind(self.records)

    def steady(self, *names: str) -> bool:
        """Whether nobody changes these parameters during the run."""
        return self._changes.keys().isdisjoint(names)

    def at(self, name: str, at_us: int) -> list[Any]:
        """Return what a parameter may be at an instant: more than one where it changes just then.

        What comes before a change at its own instant, and what after, no record says.
        """
        held = [self.parameters[name]]
        for since_us, value in self._changes.get(name, ()):
            if since_us <= at_us:
                held = [*held, value] if since_us == at_us else [value]
        return held

    def ever(self, name: str) -> list[Any]:
        """Return every value that a parameter has during the run."""
        return [self.parameters[name], *(value for _, value in self._changes.get(name, ()))]

    def always(self, name: str, *values: object) -> bool:
        """Whether a parameter has one of these values from the first instant to the last."""
        return self.steady(name) and self.parameters[name] in values

    def at_last(self, name: str) -> object:
        """Return what a parameter is when the run ends."""
        return self.ever(name)[-1]


def by_kind(records: list[Record]) -> defaultdict[str, list[Record]]:
    """Sort records by kind; each list keeps the order of the run."""
    kinds: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        kinds[record["kind"]].append(record)
    return kinds


def verdict(  # noqa: PLR0913, PLR0917 - the columns of the report
    name: str,
    formula: str,
    compared: int,
    expected: int,
    found: int,
    difference: int,
    unit: str = "count",
) -> Check:
    """Return one line of the report."""
    return {
        "id": name,
        "formula": formula,
        "unit": unit,
        "compared": compared,
        "expected": expected,
        "found": found,
        "difference": difference,
        "holds": difference == 0,
    }


def tally(name: str, formula: str, outcomes: list[bool]) -> Check:
    """Return the line of a law that holds for each of ``outcomes``, or not."""
    kept = sum(outcomes)
    return verdict(name, formula, len(outcomes), len(outcomes), kept, len(outcomes) - kept)
