"""Everything that goes wrong on purpose, in one place.

Each fault draws from its own stream, and draws for every message whether it is on or not: turning
one up keeps the messages it had already hit and moves no other draw of the run.
"""

from labs_py.parameters import Value
from labs_py.streams import Streams


def crossing(parameters: dict[str, Value], streams: Streams) -> tuple[int, int | None]:
    """Return how long a message is held up (µs) and after how long (µs) it comes again, if it does.

    ``delay``: held up, and everything behind it in its partition with it. ``duplicate``: the
    sender did not learn that the first copy had arrived, so it sends a second.
    """
    delayed = streams.happens("faults.delay", float(parameters["faults.delay"]))
    doubled = streams.happens("faults.duplicate", float(parameters["faults.duplicate"]))
    mean_us = int(parameters["faults.duplicate_gap_us"])
    gap_us = streams.duration_us("faults.duplicate_gap", "exponential", mean_us)
    return int(parameters["faults.delay_us"]) if delayed else 0, gap_us if doubled else None
