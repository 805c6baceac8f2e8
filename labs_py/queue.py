"""The partitioned queue: order per partition, delivery at least once."""

import zlib
from collections import deque
from typing import Any

from labs_py.event import Event


class Message:
    """One copy of an event, at ``offset`` of ``partition``."""

    __slots__ = ("copy", "event", "offset", "partition")

    def __init__(self, event: Event, copy: int, partition: int, offset: int) -> None:
        """Stand at a place of the queue."""
        self.event, self.copy = event, copy
        self.partition, self.offset = partition, offset

    def named(self) -> dict[str, Any]:
        """Return what every record about this message says of it."""
        place = {"partition": self.partition, "offset": self.offset, "copy": self.copy}
        return self.event.named() | place


class PartitionedQueue:
    """A fixed number of first-in first-out partitions, read by one consumer in order of arrival.

    A message stays at the head until the consumer's checkpoint has passed it, so a consumer that
    dies on the way is given it again: at least once.
    """

    __slots__ = ("_partitions", "not_before_us", "offsets", "waiting")

    def __init__(self, partitions: int) -> None:
        """Make ``partitions`` empty ones."""
        self.waiting: deque[Message] = deque()
        self.offsets = [0] * partitions
        self.not_before_us = [0] * partitions
        self._partitions: dict[str, int] = {}

    def partition_of(self, key: str) -> int:
        """Return the partition of a key: CRC-32 modulo their number, the same on every machine."""
        partition = self._partitions.get(key)
        if partition is None:
            partition = zlib.crc32(key.encode(errors="surrogatepass")) % len(self.offsets)
            self._partitions[key] = partition
        return partition

    def in_order(self, partition: int, at_us: int) -> int:
        """Return when a message sent to arrive at ``at_us`` (µs) does arrive: never overtaking.

        One connection feeds a partition, so a message that is held up holds up those behind it.
        """
        self.not_before_us[partition] = at_us = max(self.not_before_us[partition], at_us)
        return at_us

    def enqueue(self, event: Event, copy: int) -> Message:
        """Put one copy of an event at the end of its partition."""
        partition = event.partition
        self.offsets[partition] = offset = self.offsets[partition] + 1
        message = Message(event, copy, partition, offset)
        self.waiting.append(message)
        return message
