"""The partitioned queue: order per partition, delivery at least once."""

import zlib
from typing import Any

from labs_py.event import Event
from labs_py.streams import Streams


class Message:
    """One copy of an event, at ``offset`` of ``partition``; ``attempt`` counts those begun."""

    __slots__ = ("attempt", "copy", "event", "offset", "partition")

    def __init__(self, event: Event, copy: int, partition: int, offset: int) -> None:
        """Stand at a place of the queue."""
        self.event, self.copy = event, copy
        self.partition, self.offset = partition, offset
        self.attempt = 0

    def again(self) -> "Message":
        """Return the same place of the queue for one more delivery."""
        message = Message(self.event, self.copy, self.partition, self.offset)
        message.attempt = self.attempt
        return message

    def named(self) -> dict[str, Any]:
        """Return what every record about this message says of it."""
        place = {"partition": self.partition, "offset": self.offset, "copy": self.copy}
        return self.event.named() | place


class Partition:
    """One first-in first-out part of the queue, and what is still on its way to it.

    ``held`` are messages that a fault lets others overtake: each with how many still may.
    ``coming`` counts messages for which a place is kept, ``inside`` those that have arrived and
    are not behind the checkpoint.
    """

    __slots__ = ("coming", "held", "inside", "not_before_us", "number", "offset")

    def __init__(self, number: int) -> None:
        """Be empty."""
        self.number = number
        self.offset = self.not_before_us = self.coming = self.inside = 0
        self.held: list[list[Any]] = []

    @property
    def checkpoint(self) -> int:
        """The offset that the checkpoint of this partition stands at."""
        return self.offset - self.inside

    def has_room(self, capacity: int) -> bool:
        """Whether one more message fits in beside those that are there or have a place."""
        return self.inside + self.coming < capacity

    def in_order(self, at_us: int) -> int:
        """Return when a message sent to arrive at ``at_us`` (µs) does arrive: never overtaking.

        One connection feeds a partition, so a message that is held up holds up those behind it.
        """
        self.not_before_us = at_us = max(self.not_before_us, at_us)
        return at_us

    def hold(self, event: Event, copy: int, overtaken_by: int) -> None:
        """Keep a message back until so many others have arrived."""
        self.held.append([event, copy, overtaken_by])

    def release(self, event: Event) -> Message | None:
        """Let a message in that was kept back for too long; None when it is in already."""
        for place, (kept, copy, _) in enumerate(self.held):
            if kept.position == event.position:
                del self.held[place]
                return self._append(event, copy)
        return None

    def arrive(self, event: Event, copy: int) -> list[Message]:
        """Return what enters the partition now, in order: this copy, and whom it overtook last."""
        if not self.held:
            return [self._append(event, copy)]
        entered, arriving = [], [(event, copy)]
        while arriving:
            entered.append(self._append(*arriving.pop(0)))
            for waiting in self.held:
                waiting[2] -= 1
            arriving += [(kept, number) for kept, number, left in self.held if left == 0]
            self.held = [waiting for waiting in self.held if waiting[2] > 0]
        return entered

    def _append(self, event: Event, copy: int) -> Message:
        self.offset += 1
        self.coming -= 1
        self.inside += 1
        return Message(event, copy, self.number, self.offset)


class PartitionedQueue:
    """A fixed number of partitions; ``turn`` counts what was given out to each in turn."""

    __slots__ = ("_numbers", "_turn", "partitions")

    def __init__(self, partitions: int) -> None:
        """Make ``partitions`` empty ones."""
        self.partitions = [Partition(number) for number in range(partitions)]
        self._numbers: dict[str, int] = {}
        self._turn = -1

    def partition_for(self, key: str, partitioner: str, streams: Streams) -> int:
        """Return the partition of the next message: that of its key, or any, or the next."""
        if partitioner == "key":
            return self.partition_of(key)
        if partitioner == "random":
            return streams.integer("bus.partitioner", 0, len(self.partitions) - 1)
        self._turn += 1
        return self._turn % len(self.partitions)

    def partition_of(self, key: str) -> int:
        """Return the partition of a key: CRC-32 modulo their number, the same on every machine."""
        number = self._numbers.get(key)
        if number is None:
            number = zlib.crc32(key.encode(errors="surrogatepass")) % len(self.partitions)
            self._numbers[key] = number
        return number
