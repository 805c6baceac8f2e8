"""The recorded run of a lab: what a reader sees without starting anything, as an element tree."""

from typing import Any
from xml.etree.ElementTree import Element

from mkdocs_course.messages import text
from mkdocs_course.recorded_picture import picture
from mkdocs_course.recorded_tree import add

type Record = dict[str, Any]

PLACES = {
    "cmd.received": "api",
    "cmd.rejected": "api",
    "evt.committed": "store",
    "cmd.acknowledged": "client",
    "view.applied": "view",
    "view.skipped": "projector",
    "query.served": "query",
}
"""The kinds the table tells, and where each happens."""

COLUMNS = ("time", "what", "where", "detail", "lag")


def figure(trace: dict[str, Any], lab: str) -> Element:
    """Build the figure of a trace; `lab`, the id of its block, makes its element ids unique."""
    root = Element("figure", {"class": "recorded-run"})
    followed = follow(trace["records"])
    if followed:
        root.append(picture(followed, lab))
    seed, digest = trace["scenario"]["seed"], trace["digest"]
    caption = add(root, "figcaption", "caption", text("page.recorded-run.caption", seed=seed) + " ")
    add(caption, "code", "digest", digest[:8], title=digest)
    root.append(_table(trace["records"], followed))
    return root


def follow(records: list[Record]) -> dict[str, Record]:
    """Choose the command to draw, the learner's first that became visible: its records by kind."""
    stories: dict[str, dict[str, Record]] = {}
    for record in records:
        if "command_id" in record:
            stories.setdefault(record["command_id"], {}).setdefault(record["kind"], record)
    told = [
        story for story in stories.values() if {"cmd.acknowledged", "view.applied"} <= story.keys()
    ]
    told.sort(key=lambda story: story["cmd.received"]["session"] != "learner")
    return told[0] if told else {}


def _table(records: list[Record], followed: dict[str, Record]) -> Element:
    label = text("page.recorded-run.table")
    region = Element(
        "div", {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": label}
    )
    table = add(region, "table", "table")
    head = add(add(table, "thead"), "tr")
    for column in COLUMNS:
        add(head, "th", column, text(f"page.recorded-run.column.{column}"), scope="col")
    body = add(table, "tbody")
    lag = 0
    for record in records:
        lag = record.get("event_lag", lag)
        if record["kind"] in PLACES:
            _row(body, record, lag, followed)
    return region


def _row(body: Element, record: Record, lag: int, followed: dict[str, Record]) -> None:
    kind = record["kind"]
    row = add(body, "tr", "followed" if followed.get(kind) is record else "")
    add(
        row, "td", "time", text("page.recorded-run.seconds", seconds=f"{record['at_us'] / 1e6:.3f}")
    )
    add(row, "th", "what", text(f"page.recorded-run.what.{kind}"), scope="row")
    add(row, "td", "where", text(f"page.recorded-run.place.{PLACES[kind]}"))
    add(row, "td", "detail", _detail(record))
    add(row, "td", "lag", str(lag))


def _detail(record: Record) -> str:
    told = {name: value for name, value in record.items() if name != "key"}
    told |= {name: _ms(told[name]) for name in ("latency_us", "staleness_us") if name in told}
    told["problem"] = record.get("problem", {}).get("field", record.get("reason"))
    shown = record.get("command") or record.get("after") or record.get("row") or {}
    told |= {name: shown.get(name, 0) for name in ("amount", "orders", "total")}
    told["customer"] = record.get("key") or shown.get("customer")
    return text(f"page.recorded-run.detail.{record['kind']}", **told)


def _ms(duration_us: int) -> str:
    return f"{duration_us / 1000:.0f}"
