"""What the Command API lets in: so many per second, so many at once, none that comes too late."""

from typing import Any

from labs_py.command import Command
from labs_py.parameter import LARGEST
from labs_py.pipeline import Pipeline


def too_fast(pipeline: Pipeline) -> dict[str, Any] | None:
    """Return why no further command is let in just now: there were too many of late."""
    per_s = pipeline.state.parameters["api.rate_per_s"]
    if per_s == LARGEST or pipeline.state.bucket.admits(pipeline.kernel.now_us, per_s):
        return None
    return {"reason": "limit", "limit": "rate", "most": per_s}


def too_many(pipeline: Pipeline) -> dict[str, Any] | None:
    """Return why no further command is let in just now: too many are not decided yet."""
    state = pipeline.state
    most = state.parameters["api.in_flight"]
    if len(state.inbox) + state.handling < most:
        return None
    return {"reason": "limit", "limit": "in_flight", "most": most}


def too_late(pipeline: Pipeline, command: Command) -> dict[str, Any] | None:
    """Return why a command is not worked on any more: its deadline has passed."""
    deadline_us = pipeline.state.parameters["api.deadline_us"]
    if not deadline_us:
        return None
    age_us = pipeline.kernel.now_us - command.received_us
    if age_us <= deadline_us:
        return None
    return {"reason": "deadline", "age_us": age_us}
