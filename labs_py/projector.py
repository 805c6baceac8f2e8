"""The projector: one consumer that works through the queue and keeps its checkpoint."""

from dataclasses import dataclass, field
from typing import Any

from labs_py.queue import Message
from labs_py.store import Event
from labs_py.strategies import STRATEGIES


@dataclass(slots=True)
class Projector:
    """The consumer's own state.

    ``checkpoints`` holds, per partition, the offset up to which it claims to have worked;
    ``positions`` the newest log position among them (C of that shard); ``effects`` how often each
    event has been applied, which only an observer of the lab can know.
    """

    checkpoints: list[int]
    positions: list[int]
    busy: bool = False
    memory: dict[str, dict[str, Any]] = field(default_factory=dict)
    effects: dict[str, int] = field(default_factory=dict)

    @classmethod
    def over(cls, partitions: int) -> "Projector":
        """Return a projector that has worked on nothing yet."""
        return cls([0] * partitions, [0] * partitions)

    def admit(self, strategy: str, event: Event) -> tuple[list[Event], str]:
        """Ask the chosen strategy what to apply for this delivery, and why nothing if nothing."""
        return STRATEGIES[strategy](self.memory.setdefault(strategy, {}), event)

    def effect(self, event: Event) -> int:
        """Count one effect of an event; 1 is the first, more are duplicates."""
        count = self.effects.get(event["event_id"], 0) + 1
        self.effects[event["event_id"]] = count
        return count

    def checkpoint(self, message: Message) -> dict[str, int]:
        """Move the checkpoint of the message's partition past it; it never goes back."""
        shard = message.partition
        self.checkpoints[shard] = message.offset
        self.positions[shard] = max(self.positions[shard], message.event["position"])
        return {"partition": shard, "offset": message.offset, "position": self.positions[shard]}
