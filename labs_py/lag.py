"""The lags of a projection: how many events behind, how many beyond the mark, and since when.

Source: the definitions of event lag, mark gap and time lag in the course's domain model, section 3.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from heapq import heappop, heappush


@dataclass(slots=True)
class Lag:
    """What is committed beyond the checkpoint of its partition, and what beyond the mark.

    The mark is the highest position below which nothing can still appear. An event that was lost
    on the way is behind the checkpoint as soon as a later one of its partition is, and one that
    appears below the checkpoint was never beyond it: a lag of 0 does not say that nothing is
    missing.
    """

    _since: OrderedDict[int, int] = field(default_factory=OrderedDict)
    _behind: dict[int, list[int]] = field(default_factory=dict)
    _checkpoints: dict[int, int] = field(default_factory=dict)
    _open: OrderedDict[int, None] = field(default_factory=OrderedDict)
    _beyond_mark: list[int] = field(default_factory=list)

    def assigned(self, position: int) -> None:
        """An append has drawn its position and may still come to nothing."""
        self._open[position] = None

    def rolled_back(self, position: int) -> None:
        """An append came to nothing; the mark need not wait for it."""
        del self._open[position]
        self._raise_mark()

    def committed(self, partition: int, position: int, recorded_at: int) -> None:
        """One more event is in the log since ``recorded_at`` (µs)."""
        heappush(self._beyond_mark, position)
        self.rolled_back(position)
        if position > self._checkpoints.get(partition, 0):
            heappush(self._behind.setdefault(partition, []), position)
            self._since[position] = recorded_at

    def passed(self, partition: int, position: int) -> None:
        """The checkpoint of a partition stands at ``position``."""
        self._checkpoints[partition] = position
        behind = self._behind.get(partition, [])
        while behind and behind[0] <= position:
            del self._since[heappop(behind)]

    def gauge(self) -> dict[str, int | None]:
        """Return all, as records carry them; time lag is now minus ``oldest_us``.

        ``event_lag`` less ``mark_gap`` is the lag to the mark, below 0 for a reader ahead of it.
        """
        return {
            "event_lag": len(self._since),
            "mark_gap": len(self._beyond_mark),
            "oldest_us": next(iter(self._since.values()), None),
        }

    def _raise_mark(self) -> None:
        beyond = self._beyond_mark
        lowest_open = next(iter(self._open), None)
        while beyond and (lowest_open is None or beyond[0] < lowest_open):
            heappop(beyond)
