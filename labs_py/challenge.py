"""What a challenge is: a scenario, what may be said or changed, and what has to hold then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

type Figures = dict[str, float | None]
"""Name of a figure -> its value: times in µs, shares from 0 to 1, else counts or units."""
type Sense = Literal["below", "at_most", "at_least"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One figure against its limit, which may hang on the same figure of the base run.

    The limit is ``times`` × base + ``plus``. A figure that a run does not have (None) keeps no
    limit.
    """

    figure: str
    sense: Sense
    times: float = 0
    plus: float = 0

    def limit(self, base: Figures) -> float:
        """Return the limit beside the figures of the base run."""
        return self.times * (base[self.figure] or 0) + self.plus

    def holds(self, found: float | None, limit: float) -> bool:
        """Whether a figure keeps the limit."""
        if found is None:
            return False
        kept = {"below": found < limit, "at_most": found <= limit, "at_least": found >= limit}
        return kept[self.sense]


@dataclass(frozen=True, slots=True)
class Tuning:
    """A challenge that is met by setting parameters.

    ``base`` is a scenario without its seed; ``parameters`` are those that may be changed; the
    conditions have to hold on every one of the hidden ``seeds``. ``reference`` passes, each of
    ``naive`` fails on every seed. ``hints`` is how many rungs the ladder of hints has.
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


@dataclass(frozen=True, slots=True)
class Question:
    """One run that has not been made yet: what happens in it at ``at_us``, and which seed it has.

    ``answer`` is what a good guess says; the verdict does not look at it, but at the run.
    """

    name: str
    base: dict[str, Any]
    at_us: int
    seed: int
    answer: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """A challenge that is met by saying what will happen, right for at least ``needed`` runs."""

    name: str
    questions: tuple[Question, ...]
    options: tuple[str, ...]
    needed: int
    hints: int = 1

    @property
    def reference(self) -> dict[str, str]:
        """All right answers, by question."""
        return {each.name: each.answer for each in self.questions}


def scenario(base: dict[str, Any], seed: int, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the scenario of one try: the base with ``seed``, and these parameters on top."""
    about = {"schema": 1, "lab": "command-to-projection", "seed": seed}
    together = base["parameters"] | parameters
    return about | {"parameters": together, "interventions": base["interventions"]}
