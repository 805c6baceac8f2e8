"""The event store: streams with versions, and one append-only log of what was committed."""

from dataclasses import dataclass, field
from typing import Any

from labs_py.errors import VersionConflict
from labs_py.event import Event
from labs_py.handler import Draft


@dataclass(slots=True)
class EventStore:
    """Streams numbered 1..n each, and a log numbered 1..H over all of them.

    A position is *assigned* when the append begins and *visible* when it commits. The log itself
    is what a run leaves behind: its committed events, in the order in which it tells them.
    ``open`` are positions assigned and not yet decided, lowest first. ``saved`` is, per stream, how
    many orders the state counts that the last writer saved: a writer that was not checked saves
    what it had loaded and its own order, and erases what came between.
    """

    assigned: int = 0
    open: dict[int, Event] = field(default_factory=dict)
    saved: dict[str, int] = field(default_factory=dict)
    _assigned_versions: dict[str, int] = field(default_factory=dict)
    _versions: dict[str, int] = field(default_factory=dict)
    _visible_us: dict[str, int] = field(default_factory=dict)

    def load(self, key: str) -> tuple[int, int]:
        """Return the committed version of a stream and the orders its saved state counts."""
        return self._versions.get(key, 0), self.saved.get(key, 0)

    def assign(self, draft: Draft, *, checked: bool = True, doomed: bool = False) -> Event:
        """Give a draft its version and position.

        ``checked``: only if the stream is still at the version the draft was decided on, else raise
        VersionConflict (optimistic concurrency). ``doomed``: its transaction will roll back, so it
        uses a position up and no version.
        """
        actual = self._assigned_versions.get(draft.key, 0)
        if checked and actual != draft.decided_on:
            raise VersionConflict(draft.decided_on, actual)
        if not doomed:
            self._assigned_versions[draft.key] = actual + 1
        self.assigned += 1
        event = Event(draft, actual + 1, self.assigned)
        event.doomed = doomed
        self.open[event.position] = event
        return event

    def visible_at(self, event: Event, at_us: int, *, monotonic: bool) -> int:
        """Return when an append that could commit at ``at_us`` (µs) does.

        Never before the append before it in its stream, nor, where visibility is monotonic, before
        any append with a lower position.
        """
        for lane in (event.key, "") if monotonic else (event.key,):
            self._visible_us[lane] = at_us = max(at_us, self._visible_us.get(lane, 0))
        return at_us

    def decide(self, event: Event, now_us: int) -> None:
        """Make an assigned event visible at ``now_us`` (µs), or roll it back; then it is over."""
        del self.open[event.position]
        if event.doomed:
            return
        event.recorded_at = now_us
        self._versions[event.key] = event.version
        self.saved[event.key] = event.draft.orders

    @property
    def high_water(self) -> int:
        """The highest position below which nothing can still appear."""
        return next(iter(self.open), self.assigned + 1) - 1


def loading_us(version: int, parameters: dict[str, Any]) -> int:
    """Return how long it takes (µs) to load a stream at ``version``: its snapshot and its tail.

    A snapshot is there at every multiple of so many versions and is read like one event.
    """
    every = parameters["store.snapshot_every"]
    read = version % every + 1 if 0 < every <= version else version
    return int(read * parameters["store.read_us"])
