"""The partitioned queue: order per partition, delivery at least once."""

import zlib
from collections import deque
from dataclasses import dataclass
from typing import Any

from labs_py.store import Event


@dataclass(slots=True)
class Message:
    """One copy of an event, at ``offset`` of ``partition``; ``arrival`` numbers all messages."""

    event: Event
    copy: int
    partition: int
    offset: int
    arrival: int

    def where(self) -> dict[str, Any]:
        """Return what every record about this message says of it."""
        event = self.event
        return {
            "command_id": event["command_id"],
            "event_id": event["event_id"],
            "position": event["position"],
            "partition": self.partition,
            "offset": self.offset,
            "copy": self.copy,
        }


class PartitionedQueue:
    """A fixed number of first-in first-out partitions.

    A message stays at the head until the consumer's checkpoint has passed it, so a consumer that
    dies on the way is given it again: at least once.
    """

    def __init__(self, partitions: int) -> None:
        """Make ``partitions`` empty ones."""
        self.waiting: list[deque[Message]] = [deque() for _ in range(partitions)]
        self.offsets = [0] * partitions
        self.not_before_us = [0] * partitions
        self._arrivals = 0

    def partition_of(self, key: str) -> int:
        """Return the partition of a key: CRC-32 modulo their number, the same on every machine."""
        return zlib.crc32(key.encode(errors="surrogatepass")) % len(self.waiting)

    def in_order(self, partition: int, at_us: int) -> int:
        """Return when a message sent to arrive at ``at_us`` (µs) does arrive: never overtaking.

        One connection feeds a partition, so a message that is held up holds up those behind it.
        """
        self.not_before_us[partition] = max(self.not_before_us[partition], at_us)
        return self.not_before_us[partition]

    def enqueue(self, event: Event, copy: int) -> Message:
        """Put one copy of an event at the end of its partition."""
        partition = self.partition_of(event["partition_key"])
        self._arrivals += 1
        self.offsets[partition] += 1
        message = Message(event, copy, partition, self.offsets[partition], self._arrivals)
        self.waiting[partition].append(message)
        return message

    def next(self) -> Message | None:
        """Return the message that has waited longest over all partitions, and leave it there."""
        heads = [messages[0] for messages in self.waiting if messages]
        return min(heads, key=lambda message: message.arrival, default=None)

    def acknowledge(self, partition: int) -> None:
        """Forget the head of a partition: the consumer's checkpoint has passed it."""
        self.waiting[partition].popleft()
