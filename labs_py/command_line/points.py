"""One point of a sweep: a scenario in full, and what its run amounts to."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import labs_py
from labs_py.command_line.figures import Flat, flat
from labs_py.errors import ScenarioError
from labs_py.scenario import read_scenario
from labs_py.trace import canonical
from labs_py.trial import TUNINGS

MEASURES = "measures"


class Point(NamedTuple):
    """A scenario with all its parameters, and what is to be read off its run.

    ``name`` is its identity: equal for equal scenarios and equal figures, whoever makes it, so
    that a result can be told from every other and counted once.
    """

    name: str
    scenario: dict[str, Any]
    figures: str


def point(scenario: dict[str, Any], figures: str = MEASURES) -> Point:
    """Return the point of a scenario; ``figures`` is `measures` or the id of a challenge.

    Raises ScenarioError when the scenario is wrong.
    """
    full = read_scenario(scenario).as_json()
    identity = canonical({"figures": figures, "scenario": full})
    return Point(hashlib.sha256(identity.encode()).hexdigest()[:16], full, figures)


def evaluate(given: Point) -> dict[str, Any]:
    """Run a point; the answer is the same wherever it is worked out, and says by which model.

    A run that the simulator refuses is a result too: ``error`` says why.
    """
    about = {"id": given.name, "model": model()}
    try:
        trace = labs_py.run(given.scenario)
    except ScenarioError as error:
        return about | {"error": str(error)}
    return about | {"digest": trace["digest"], "measures": _read(given.figures)(trace)}


def _read(figures: str) -> Callable[[dict[str, Any]], Flat]:
    if figures == MEASURES:
        return lambda trace: flat(trace["measures"])
    return TUNINGS[figures].figures


@cache
def model() -> str:
    """Return the fingerprint of the simulator's own source: results of two never mix."""
    total, home = hashlib.sha256(), Path(labs_py.__file__).parent
    ours = [path for path in home.rglob("*.py") if path.parent != Path(__file__).parent]
    for path in sorted(ours):
        total.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
