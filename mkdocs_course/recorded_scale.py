"""The paper of the recorded picture: its lanes, its size, and where an instant falls on it."""

from typing import Any

LANES = ("api", "handler", "store", "queue", "projector", "view")
WIDTH, LEFT, RIGHT = 340, 8, 332
TOP, LANE, BAR = 62, 44, 12
"""Pixels of a 340 px column: text of 13 px in it is still 12 px wide on a small phone."""

BOTTOM = TOP + LANE * (len(LANES) - 1)
HEIGHT = BOTTOM + 52


class Scale:
    """From a record's instant and a lane's name to a point of the picture."""

    def __init__(self, story: dict[str, dict[str, Any]]) -> None:
        self.at: dict[str, int] = {kind: record["at_us"] for kind, record in story.items()}
        self.start = self.at["cmd.received"]
        self.end = max(self.at["view.applied"], self.at["cmd.acknowledged"])

    def x(self, kind: str) -> int:
        share = (self.at[kind] - self.start) / max(self.end - self.start, 1)
        return LEFT + round((RIGHT - LEFT) * share)

    def y(self, lane: str) -> int:
        return TOP + LANE * LANES.index(lane)

    def ms(self, kind: str) -> str:
        return f"{(self.at[kind] - self.start) / 1000:.0f}"
