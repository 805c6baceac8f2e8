"""How a consumer defends itself against what at-least-once delivery may bring.

A strategy looks at one delivered event and its own memory, and returns the events to apply now
(none, one or, for one that buffers, several) and why there are none.
"""

from collections.abc import Callable
from typing import Any

from labs_py.event import Event

type Memory = dict[str, Any]
type Verdict = tuple[list[Event], str]
type Strategy = Callable[[Memory, Event], Verdict]


def naive(_: Memory, event: Event) -> Verdict:
    """Apply whatever arrives."""
    return [event], ""


def by_id(memory: Memory, event: Event) -> Verdict:
    """Apply an event id once; the memory is the set of ids seen since the strategy was chosen."""
    seen = memory.setdefault("ids", set())
    if event.position in seen:
        return [], "duplicate"
    seen.add(event.position)
    return [event], ""


STRATEGIES: dict[str, Strategy] = {"none": naive, "by_id": by_id}
