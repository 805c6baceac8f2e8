"""The outbox and its reader: which committed events the relay sees, and which it never will.

A position is drawn when an append begins and visible when it commits, so a higher one may be
visible before a lower one. A reader that only goes forward must know where nothing can appear.
"""

from dataclasses import dataclass, field

from labs_py.event import Event


@dataclass(slots=True)
class Outbox:
    """Committed events that were not sent, and ``read_to``, how far the reader has been.

    ``stuck`` are those it has seen and could not send, by the partition that has no room for them.
    """

    events: list[Event] = field(default_factory=list)
    stuck: dict[int, list[Event]] = field(default_factory=dict)
    read_to: int = 0

    def put(self, event: Event) -> None:
        """Add an event in the transaction that commits it."""
        self.events.append(event)

    def take(self, reader: str, high_water: int) -> list[Event]:
        """Return what a reader sends now: what was stuck, then the rest in the order of positions.

        ``naive``: all beyond ``read_to``; what appears below it later is skipped for good.
        ``high_water``: all up to the mark below which nothing can still appear. ``gap_aware``: all,
        also those that appear late, since it remembers the gaps it has seen.
        """
        ready, kept = [], []
        for event in self.events:
            if reader == "high_water" and event.position > high_water:
                kept.append(event)
            elif reader != "naive" or event.position > self.read_to:
                ready.append(event)
        self.events = kept
        ready.sort(key=lambda event: event.position)
        if ready:
            self.read_to = max(self.read_to, ready[-1].position)
        return [event for events in self.stuck.values() for event in events] + ready
