"""What happens to an event on its way to the broker."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Crossing:
    """What happens to one event between the outbox and its partition.

    ``dropped``: it never arrives. ``extra_us``: held up, and everything behind it in its partition
    with it. ``gaps_us``: the sender did not learn that the first copy had arrived and sends more,
    each so long after the first. ``overtaken_by``: how many later messages go ahead of it.
    """

    dropped: bool = False
    extra_us: int = 0
    gaps_us: list[int] = field(default_factory=list)
    overtaken_by: int = 0
