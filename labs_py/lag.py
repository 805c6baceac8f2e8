"""The two lags of a projection: how many events behind, and since when.

Source: the definitions of event lag and time lag in the course's domain model, section 3.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Lag:
    """What is committed and not yet behind the checkpoint of its partition.

    ``events`` is the event lag. Time lag at any instant is now minus `oldest_us`.
    """

    events: int = 0
    _recorded: list[int] = field(default_factory=list)
    _done: bytearray = field(default_factory=bytearray)
    _oldest: int = 0

    def committed(self, recorded_at: int) -> None:
        """One more event is in the log since ``recorded_at`` (µs)."""
        self._recorded.append(recorded_at)
        self._done.append(0)
        self.events += 1

    def passed(self, position: int) -> None:
        """A checkpoint has passed the event at ``position``; a second copy changes nothing."""
        if self._done[position - 1]:
            return
        self._done[position - 1] = 1
        self.events -= 1
        while self._oldest < len(self._done) and self._done[self._oldest]:
            self._oldest += 1

    @property
    def oldest_us(self) -> int | None:
        """When the first unapplied event was recorded (µs); None when there is none."""
        return self._recorded[self._oldest] if self._oldest < len(self._recorded) else None

    def gauge(self) -> dict[str, int | None]:
        """Return both, as records carry them."""
        return {"event_lag": self.events, "oldest_us": self.oldest_us}
