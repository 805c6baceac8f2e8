"""The two lags of a projection: how many events behind, and since when.

Source: the definitions of event lag and time lag in the course's domain model, section 3.
"""

from collections import OrderedDict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Lag:
    """What is committed and not yet behind the checkpoint of its partition.

    ``behind`` maps the position of each such event to the instant of its commit (µs), in the order
    of the commits: its length is the event lag, its first entry the start of the time lag.
    """

    behind: OrderedDict[int, int] = field(default_factory=OrderedDict)

    def committed(self, position: int, recorded_at: int) -> None:
        """One more event is in the log since ``recorded_at`` (µs)."""
        self.behind[position] = recorded_at

    def passed(self, position: int) -> None:
        """A checkpoint has passed the event at ``position``; a second copy changes nothing."""
        self.behind.pop(position, None)

    def gauge(self) -> dict[str, int | None]:
        """Return both, as records carry them; time lag is now minus ``oldest_us``."""
        oldest_us = next(iter(self.behind.values()), None)
        return {"event_lag": len(self.behind), "oldest_us": oldest_us}
