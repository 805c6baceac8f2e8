"""Everything that goes wrong on purpose, in one place.

Each fault draws from its own stream, one number for every message while it is on: turning one up
keeps the messages it had already hit and moves no other draw of the run.
"""

from typing import Any

from labs_py.streams import Streams


def crossing(parameters: dict[str, Any], streams: Streams) -> tuple[int, int | None]:
    """Return how long a message is held up (µs) and after how long (µs) it comes again, if it does.

    ``delay``: held up, and everything behind it in its partition with it. ``duplicate``: the
    sender did not learn that the first copy had arrived, so it sends a second.
    """
    extra_us, gap_us = 0, None
    if _strikes(parameters, streams, "faults.delay"):
        extra_us = parameters["faults.delay_us"]
    if _strikes(parameters, streams, "faults.duplicate"):
        mean_us = parameters["faults.duplicate_gap_us"]
        gap_us = streams.duration_us("faults.duplicate_gap", "exponential", mean_us)
    return extra_us, gap_us


def _strikes(parameters: dict[str, Any], streams: Streams, fault: str) -> bool:
    share = parameters[fault]
    return share > 0 and streams.happens(fault, share)
