"""The projector: a consumer with its own part of the queue, its batch in hand and its memory."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from labs_py.queue import Message
from labs_py.strategies import STRATEGIES
from labs_py.strategy import Strategy
from labs_py.streams import Duration


@dataclass(slots=True)
class Memory:
    """What is stored with the view, for all consumers: it survives each of them.

    ``parked``: streams that a message in the dead-letter queue has stopped; ``strategies``: what
    each strategy remembers.
    """

    parked: set[str] = field(default_factory=set)
    strategies: dict[str, Strategy] = field(default_factory=dict)

    def strategy(self, parameters: dict[str, Any]) -> Strategy:
        """Return the chosen strategy; its memory begins when it is first chosen."""
        name = parameters["projector.strategy"]
        chosen = self.strategies.get(name)
        if chosen is None:
            chosen = self.strategies[name] = STRATEGIES[name](parameters)
        return chosen


@dataclass(slots=True)
class Projector:
    """One consumer's own state, and the memory that all of them share.

    ``waiting``: what has arrived in its partitions; ``batch``: what it has taken, of which ``done``
    messages are worked on and some ``pending`` until the transaction commits; ``poll_us``: when it
    looks for more, if that is planned; ``stalled``: its
    batch is done and what its checkpoint needs cannot be reached; ``replaced``: another has taken
    its partitions over, which it does not know.
    """

    service: Duration
    memory: Memory
    waiting: deque[Message] = field(default_factory=deque)
    batch: list[Message] = field(default_factory=list)
    pending: list[Message] = field(default_factory=list)
    done: int = 0
    busy: bool = False
    poll_us: int | None = None
    doomed: bool = False
    stalled: bool = False
    replaced: bool = False

    def take(self, size: int) -> list[Message]:
        """Take up to ``size`` messages, those that have waited longest, as the batch in hand."""
        self.busy, self.done = True, 0
        self.batch = [self.waiting.popleft() for _ in range(min(size, len(self.waiting)))]
        return self.batch

    def give_back(self) -> None:
        """Put the batch back where it was: its checkpoint has not passed, it comes again."""
        self.waiting.extendleft(reversed(self.batch))

    def successor(self, *, behind_checkpoint: bool) -> "Projector":
        """Return who takes over what waits, and what is in hand unless a checkpoint has passed it.

        The messages come again as new deliveries, since their first is not over.
        """
        again = [] if behind_checkpoint else [message.again() for message in self.batch]
        heir = Projector(self.service, self.memory, deque([*again, *self.waiting]))
        self.waiting, self.replaced = deque(), True
        return heir
