"""The picture of the recorded run: one command's way through the lanes, time from left to right.

Command API   o · · · · · ·|ack                 The message goes down the stairs; the
Handler        [==]\\       |                    acknowledgement goes back up at once, and the
Event store        [=]_____/                    shaded part is the time between the two moments.
Queue                  \\ [======]
Projector                        [=====]
Read model                              o visible
"""

from typing import Any
from xml.etree.ElementTree import Element

from mkdocs_course.messages import text
from mkdocs_course.recorded_scale import BAR, BOTTOM, HEIGHT, LANES, LEFT, RIGHT, WIDTH, Scale
from mkdocs_course.recorded_tree import BLOCK, add

STAYS = {
    "handler": ("work", "cmd.started", "evt.assigned"),
    "store": ("work", "evt.assigned", "evt.committed"),
    "queue": ("wait", "bus.enqueued", "dlv.started"),
    "projector": ("work", "dlv.started", "view.applied"),
}
"""The lanes where the message stays for a while: how, from which record, to which."""

ARROWS = (
    ("command", "cmd.received", "api", "cmd.started", "handler"),
    ("command", "evt.assigned", "handler", "evt.assigned", "store"),
    ("reply", "evt.committed", "store", "cmd.acknowledged", "api"),
    ("event", "evt.committed", "store", "bus.enqueued", "queue"),
    ("event", "dlv.started", "queue", "dlv.started", "projector"),
    ("event", "view.applied", "projector", "view.applied", "view"),
)

DOTS = (
    ("command", "cmd.received", "api", 5),
    ("ack", "cmd.acknowledged", "api", 6),
    ("visible", "view.applied", "view", 6),
)


def picture(story: dict[str, dict[str, Any]], lab: str) -> Element:
    """Draw one command's records, by kind; `lab` keeps the ids of title and description apart."""
    scale = Scale(story)
    gap = f"{(scale.at['view.applied'] - scale.at['cmd.acknowledged']) / 1000:.0f}"
    times = {"ack": scale.ms("cmd.acknowledged"), "visible": scale.ms("view.applied"), "gap": gap}
    ids = [f"{lab}-run-title", f"{lab}-run-description"]
    svg = Element(
        "svg", {"class": f"{BLOCK}__picture", "role": "img", "aria-labelledby": " ".join(ids)}
    )
    svg.set("viewBox", f"0 0 {WIDTH} {HEIGHT}")
    command = story["cmd.received"]["command"]
    add(svg, "title", "", text("page.recorded-run.picture.title", **command), id=ids[0])
    add(svg, "desc", "", text("page.recorded-run.picture.description", **times), id=ids[1])
    _moments(svg, scale, times)
    for lane in LANES:
        _lane(svg, scale, lane)
    for name, start, above, end, below in ARROWS:
        _arrow(svg, name, (scale.x(start), scale.y(above)), (scale.x(end), scale.y(below)))
    _stays(svg, scale)
    for moment, kind, lane, size in DOTS:
        add(svg, "circle", moment, cx=scale.x(kind), cy=scale.y(lane), r=size)
    return svg


def _stays(svg: Element, scale: Scale) -> None:
    for lane, (how, start, end) in STAYS.items():
        x, width = scale.x(start), max(scale.x(end) - scale.x(start), 2)
        add(svg, "rect", how, x=x, y=scale.y(lane) - BAR // 2, width=width, height=BAR, rx=2)


def _moments(svg: Element, scale: Scale, times: dict[str, str]) -> None:
    """Mark the two moments with a line each and the time between them with a shade."""
    ack, visible = scale.x("cmd.acknowledged"), scale.x("view.applied")
    left, width = min(ack, visible), abs(visible - ack)
    add(svg, "rect", "gap", x=left, y=28, width=width, height=BOTTOM - 10)
    add(svg, "line", "moment", x1=ack, y1=22, x2=ack, y2=BOTTOM + 18)
    add(svg, "line", "moment", x1=visible, y1=28, x2=visible, y2=BOTTOM + 24)
    _label(svg, "ack-label", ack, 16, text("page.recorded-run.picture.ack", **times))
    _label(
        svg,
        "gap-label",
        (ack + visible) // 2,
        BOTTOM + 14,
        text("page.recorded-run.picture.gap", **times),
    )
    _label(
        svg,
        "visible-label",
        visible,
        BOTTOM + 40,
        text("page.recorded-run.picture.visible", **times),
    )


def _label(svg: Element, name: str, x: int, y: int, words: str) -> None:
    """Write words over a point, leaning inwards near an edge."""
    anchor = "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
    add(svg, "text", name, words, x=x, y=y, text_anchor=anchor)


def _lane(svg: Element, scale: Scale, lane: str) -> None:
    """Draw a lane with its name on the side the message does not use."""
    y, late = scale.y(lane), lane in {"projector", "view"}
    add(svg, "line", "lane", x1=LEFT, y1=y, x2=RIGHT, y2=y)
    x, anchor = (LEFT, "start") if late else (RIGHT - 6, "end")
    add(
        svg,
        "text",
        "place",
        text(f"page.recorded-run.place.{lane}"),
        x=x,
        y=y - 9,
        text_anchor=anchor,
    )


def _arrow(svg: Element, name: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    (x1, y1), (x2, y2) = start, end
    add(svg, "line", f"hop {BLOCK}__{name}-hop", x1=x1, y1=y1, x2=x2, y2=y2)
