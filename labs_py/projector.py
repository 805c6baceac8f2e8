"""The projector: one consumer that works through the queue and keeps its checkpoint."""

from dataclasses import dataclass, field
from typing import Any

from labs_py.event import Event
from labs_py.strategies import STRATEGIES


@dataclass(slots=True)
class Projector:
    """The consumer's own state: whether it works on something, and what its strategy remembers."""

    busy: bool = False
    memory: dict[str, dict[str, Any]] = field(default_factory=dict)

    def admit(self, strategy: str, event: Event) -> tuple[list[Event], str]:
        """Ask the chosen strategy what to apply for this delivery, and why nothing if nothing."""
        return STRATEGIES[strategy](self.memory.setdefault(strategy, {}), event)
