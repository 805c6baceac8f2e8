"""Handlers by what they are in algebra: what a view is folded from decides what may hurt it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Algebra[View]:
    """An empty view, and the view after the event that is number ``version`` of its stream."""

    empty: View
    apply: Callable[[View, int], View]

    def fold(self, versions: list[int]) -> View:
        """Return the view that a list of events adds up to."""
        view = self.empty
        for version in versions:
            view = self.apply(view, version)
        return view


def _transition(state: tuple[int, int], version: int) -> tuple[int, int]:
    """Go to the next stage if the event fits the stage; else count it as refused."""
    stage, refused = state
    return (version, refused) if version == stage + 1 else (stage, refused + 1)


# Commutative, not idempotent: an order in whatever turn adds its amount, a second time again.
COUNTER = Algebra(0, lambda total, version: total + 10 * version)
# Idempotent when repeated at once, not commutative: the last to be written is what stands.
LAST_WRITE = Algebra(0, lambda _, version: version)
# Neither: placed, paid, shipped, each possible only after the one before.
STATE_MACHINE = Algebra((0, 0), _transition)
# Both: once in the set, in the set.
GROW_ONLY_SET = Algebra(frozenset[int](), lambda seen, version: seen | {version})

ALGEBRAS: dict[str, Algebra[Any]] = {
    "additive counter": COUNTER,
    "last-write field": LAST_WRITE,
    "state machine": STATE_MACHINE,
    "grow-only set": GROW_ONLY_SET,
}
