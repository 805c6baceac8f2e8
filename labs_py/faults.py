"""Everything that goes wrong on purpose, in one place.

Each fault draws from its own stream, and draws for every message whether it is on or not: turning
one up keeps the messages it had already hit and moves no other draw of the run.
"""

from labs_py.parameters import Value
from labs_py.streams import Streams


def copies(parameters: dict[str, Value], streams: Streams) -> list[tuple[int, int]]:
    """Return ``(copy, extra_us)`` for each copy of an event on its way to the queue.

    ``duplicate``: the sender did not learn that the first copy arrived, so it sends again.
    ``delay``: the first copy is held up, and everything behind it in its partition with it.
    """
    delayed = streams.happens("faults.delay", float(parameters["faults.delay"]))
    doubled = streams.happens("faults.duplicate", float(parameters["faults.duplicate"]))
    gap_us = streams.duration_us(
        "faults.duplicate.gap", "exponential", int(parameters["faults.duplicate_gap_us"])
    )
    extra_us = int(parameters["faults.delay_us"]) if delayed else 0
    return [(1, extra_us), (2, extra_us + gap_us)] if doubled else [(1, extra_us)]
