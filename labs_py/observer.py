"""The observer: what an outsider of the path knows, the right rows and the lags."""

from dataclasses import dataclass, field

from labs_py.event import Event
from labs_py.ground_truth import GroundTruth
from labs_py.lag import Lag
from labs_py.queue import Message
from labs_py.read_model import Row


@dataclass(slots=True)
class Observer:
    """What has been seen so far, at record ``seq`` and instant ``at_us``.

    Nothing that can be said afterwards is worked out while a run goes on: the observer is handed
    the facts in their order once they have happened.
    """

    seq: int = -1
    at_us: int = 0
    truth: GroundTruth = field(default_factory=GroundTruth)
    lag: Lag = field(default_factory=Lag)
    effects: dict[int, int] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    wrong_since: dict[str, int] = field(default_factory=dict)

    def assigned(self, event: Event) -> None:
        """An append has begun."""
        self.lag.assigned(event.position)

    def rolled_back(self, event: Event) -> None:
        """An append came to nothing."""
        self.lag.rolled_back(event.position)

    def committed(self, event: Event) -> None:
        """One more event is in the log."""
        self.truth.extend(event)
        self.lag.committed(event.partition, event.position, event.recorded_at)

    def effect(self, event: Event) -> int:
        """Count one effect of an event; 1 is the first, more are duplicates."""
        self.truth.applied(event)
        self.effects[event.position] = count = self.effects.get(event.position, 0) + 1
        return count

    def expected(self, event: Event, after: Row) -> Row | None:
        """Return what a changed row ought to be, and remember where it went wrong."""
        expected = self.truth.at(event.key, after.version)
        if after != expected:
            self.wrong_since.setdefault(event.key, self.seq)
        return expected

    def passed(self, message: Message) -> int:
        """A checkpoint has passed a message; return the newest position behind that checkpoint."""
        shard, position = message.partition, message.event.position
        self.positions[shard] = newest = max(self.positions.get(shard, 0), position)
        self.lag.passed(shard, newest)
        return newest
