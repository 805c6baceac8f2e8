"""The two lags of a projection: how many events behind, and since when.

Source: the definitions of event lag and time lag in the course's domain model, section 3.
"""

from dataclasses import dataclass, field
from heapq import heappop, heappush


@dataclass(slots=True)
class Lag:
    """What is committed and not yet behind the checkpoint of its partition.

    An event that was lost on the way is behind the checkpoint as soon as a later one of its
    partition is: a lag of 0 does not say that nothing is missing.
    """

    events: int = 0
    _behind: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def committed(self, partition: int, position: int, recorded_at: int) -> None:
        """One more event is in the log since ``recorded_at`` (µs)."""
        heappush(self._behind.setdefault(partition, []), (position, recorded_at))
        self.events += 1

    def passed(self, partition: int, position: int) -> None:
        """The checkpoint of a partition stands at ``position``."""
        behind = self._behind.get(partition, [])
        while behind and behind[0][0] <= position:
            heappop(behind)
            self.events -= 1

    def gauge(self) -> dict[str, int | None]:
        """Return both, as records carry them; time lag is now minus ``oldest_us``."""
        oldest = [behind[0][1] for behind in self._behind.values() if behind]
        return {"event_lag": self.events, "oldest_us": min(oldest, default=None)}
