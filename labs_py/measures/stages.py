"""How busy each stage was: busy time over servers times time."""

from typing import Any

from labs_py.measures.story import SECOND_US, Story, place, ratio

ENDED = {"dlv.started", "view.rejected", "dlv.crashed", "dlv.paused", "ckpt.advanced"}
"""Records of a projector that end the attempt in hand, whichever message they name."""
EFFECTS = {"view.applied", "view.skipped", "view.buffered"}
"""Records that end it if they name its message: a buffered one may be applied meanwhile."""


def stages(story: Story, busy_us: int) -> dict[str, Any]:
    """Return, per stage, busy time, mean busy servers (capacity in use), utilisation and rate.

    ``busy_us`` is the time the projectors worked, in all.
    """
    handled, served_us = _handling(story)
    attempts = len(story.kinds["dlv.started"])
    instances = story.parameters["projector.instances"] * story.end_us
    return {
        "handler": _stage(story, served_us, story.integral("handler.servers"), handled),
        "projector": _stage(story, busy_us, instances, attempts),
    }


def _stage(story: Story, busy_us: int, servers_us: int, completed: int) -> dict[str, Any]:
    return {
        "completed": completed,
        "busy_us": busy_us,
        "busy_servers": ratio(busy_us, story.end_us),
        "utilisation": ratio(busy_us, servers_us),
        "per_s": ratio(completed * SECOND_US, story.end_us),
    }


def _handling(story: Story) -> tuple[int, int]:
    """Return how many commands left the handler, and the time they were with it in all (µs)."""
    since: dict[str, int] = {}
    for record in story.kinds["cmd.started"]:
        since.setdefault(record["command_id"], record["at_us"])
    count = busy_us = 0
    for kind in ("evt.committed", "cmd.rejected"):
        for record in story.kinds[kind]:
            if record["command_id"] in since:
                count += 1
                busy_us += record["at_us"] - since.pop(record["command_id"])
    return count, busy_us + sum(story.end_us - at_us for at_us in since.values())


def work(story: Story) -> int:
    """Return how long the projectors worked on deliveries (µs); waiting or pausing is no work."""
    instances = story.parameters["projector.instances"]
    busy_us = 0
    begun: dict[int, tuple[int, tuple[int, int]]] = {}
    for record in story.records:
        kind = record["kind"]
        if kind not in ENDED and kind not in EFFECTS:
            continue
        owner = record["partition"] % instances
        if owner in begun and (kind in ENDED or begun[owner][1] == place(record)):
            busy_us += record["at_us"] - begun.pop(owner)[0]
        if kind == "dlv.started":
            begun[owner] = (record["at_us"], place(record))
    return busy_us + sum(story.end_us - at_us for at_us, _ in begun.values())
