"""The strict buffer: a stream's versions one by one, and what comes early waits for its turn."""

from labs_py.queue import Message
from labs_py.strategy import Limits, Verdict


class StrictBuffer:
    """Apply the versions of a stream one by one, and keep what comes early until its turn.

    All gaps are given up when the buffer is full, and one when something behind it has waited as
    long as the time-out: what waits is applied, and what is missing is left out for good. Without
    limits it waits for ever.
    """

    __slots__ = ("_early", "_given_up", "_limits", "_newest")

    def __init__(self, limits: Limits) -> None:
        """Know no stream yet, keep nothing."""
        self._limits = limits
        self._newest: dict[str, int] = {}
        self._given_up: dict[str, set[int]] = {}
        # Per stream, in the order in which they came: version, message and instant (µs).
        self._early: dict[str, dict[int, tuple[Message, int]]] = {}

    @property
    def waiting(self) -> int:
        """Count the messages that wait for one before them."""
        return len(self.kept())

    def kept(self) -> list[tuple[Message, int]]:
        """Return the messages that wait for one before them, each with since when (µs)."""
        return [kept for early in self._early.values() for kept in early.values()]

    def admit(self, message: Message, now_us: int) -> Verdict:
        """Return what has its turn now: nothing if this message is early or comes after it."""
        key, version = message.event.key, message.event.version
        early = self._early.setdefault(key, {})
        if version <= self._newest.get(key, 0) or version in early:
            return [], "old" if version in self._given_up.get(key, ()) else "duplicate"
        early[version] = message, now_us
        ready = self._ready(key)
        if len(early) > self._limits["projector.buffer_size"] > 0:
            while early:
                ready += self._give_up(key)
        return ready, "" if ready else "early"

    def overdue(self, key: str, now_us: int) -> list[Message]:
        """Give up the gaps of a stream that are as old as the time-out; return what to apply."""
        timeout_us = self._limits["projector.gap_timeout_us"]
        early, ready = self._early.get(key, {}), list[Message]()
        while timeout_us and early and now_us - _oldest_us(early) >= timeout_us:
            ready += self._give_up(key)
        return ready

    def _give_up(self, key: str) -> list[Message]:
        """Do without what is missing before the lowest version that waits."""
        missing = range(self._newest.get(key, 0) + 1, min(self._early[key]))
        self._given_up.setdefault(key, set()).update(missing)
        self._newest[key] = missing.stop - 1
        return self._ready(key)

    def _ready(self, key: str) -> list[Message]:
        early, newest, ready = self._early[key], self._newest.get(key, 0), []
        while newest + 1 in early:
            newest += 1
            ready.append(early.pop(newest)[0])
        self._newest[key] = newest
        return ready


def _oldest_us(early: dict[int, tuple[Message, int]]) -> int:
    """Return since when (µs) something has waited."""
    return next(iter(early.values()))[1]
