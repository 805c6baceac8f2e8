"""The projector: a consumer with its own part of the queue, its batch in hand and its memory."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from labs_py.queue import Message
from labs_py.strategies import STRATEGIES, Strategy
from labs_py.streams import Duration


@dataclass(slots=True)
class Projector:
    """One consumer's own state.

    ``waiting``: what has arrived in its partitions; ``batch``: what it has taken, of which ``done``
    messages are worked on and some ``pending`` until the transaction commits; ``parked``: streams
    that a message in the dead-letter queue has stopped.
    """

    service: Duration
    waiting: deque[Message] = field(default_factory=deque)
    batch: list[Message] = field(default_factory=list)
    pending: list[Message] = field(default_factory=list)
    done: int = 0
    busy: bool = False
    polling: bool = False
    doomed: bool = False
    parked: set[str] = field(default_factory=set)
    strategies: dict[str, Strategy] = field(default_factory=dict)

    def take(self, size: int) -> list[Message]:
        """Take up to ``size`` messages, those that have waited longest, as the batch in hand."""
        self.busy, self.done = True, 0
        self.batch = [self.waiting.popleft() for _ in range(min(size, len(self.waiting)))]
        return self.batch

    def give_back(self) -> None:
        """Put the batch back where it was: its checkpoint has not passed, it comes again."""
        for message in self.batch:
            message.attempt += 1
        self.waiting.extendleft(reversed(self.batch))

    def strategy(self, parameters: dict[str, Any]) -> Strategy:
        """Return the chosen strategy; its memory begins when it is first chosen."""
        name = parameters["projector.strategy"]
        chosen = self.strategies.get(name)
        if chosen is None:
            chosen = self.strategies[name] = STRATEGIES[name](parameters)
        return chosen
