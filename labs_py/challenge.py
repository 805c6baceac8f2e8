"""What a challenge is: a base scenario, what may be changed in it, and what has to hold then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

type Figures = dict[str, float]
"""Name of a figure -> its value: times in µs, shares from 0 to 1, else counts or units."""
type Sense = Literal["below", "at_most", "at_least"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One figure against its limit, which may hang on the same figure of the base run.

    The limit is ``times`` × base + ``plus``.
    """

    figure: str
    sense: Sense
    times: float = 0
    plus: float = 0

    def judge(self, found: float, base: float) -> dict[str, Any]:
        """Return found, base, limit, sense and whether it holds."""
        limit = self.times * base + self.plus
        holds = {"below": found < limit, "at_most": found <= limit, "at_least": found >= limit}
        about = {"found": found, "base": base, "limit": limit, "sense": self.sense}
        return about | {"holds": holds[self.sense]}


@dataclass(frozen=True, slots=True)
class Tuning:
    """A challenge that is met by setting parameters.

    ``base`` is a scenario without a seed; ``parameters`` are those that may be changed; the
    conditions have to hold on every one of the hidden ``seeds``. ``reference`` passes, each of
    ``naive`` does not. ``hints`` is how many rungs the ladder of hints has.
    """

    name: str
    base: dict[str, Any]
    parameters: tuple[str, ...]
    figures: Callable[[dict[str, Any]], Figures]
    conditions: tuple[Condition, ...]
    seeds: tuple[int, ...]
    reference: dict[str, Any]
    naive: tuple[dict[str, Any], ...]
    hints: int = 3


def scenario(base: dict[str, Any], seed: int, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the scenario of one try: the base with ``seed``, and these parameters on top."""
    about = {"schema": 1, "lab": "command-to-projection", "seed": seed}
    together = base["parameters"] | parameters
    return about | {"parameters": together, "interventions": base["interventions"]}
