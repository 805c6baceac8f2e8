"""Which gauge moves first: read off the records of a run.

Definitions of the gauges: the course's domain model, section 3.
"""

from collections.abc import Iterator

from labs_py.trace import Record

GAUGES = ("event_lag", "mark_gap", "backlog", "time_lag", "freshness")


def first_moves(records: list[Record], since_us: int) -> dict[str, int | None]:
    """Return, for each gauge, the instant (µs) at which it first moves from ``since_us`` on.

    A gauge has moved when it stands above twice the highest it had been before ``since_us``. It
    is None for a gauge that never does. Time lag grows with the clock, between records too.
    """
    highest = dict.fromkeys(GAUGES, 0)
    moved: dict[str, int | None] = dict.fromkeys(GAUGES)
    for name, value, at_us in _readings(records):
        if at_us < since_us:
            highest[name] = max(highest[name], value)
        elif moved[name] is None and value > 2 * highest[name]:
            late_us = value - 2 * highest[name] - 1 if name == "time_lag" else 0
            moved[name] = max(since_us, at_us - late_us)
    return moved


def _readings(records: list[Record]) -> Iterator[tuple[str, int, int]]:
    """Yield (gauge, value, instant) whenever one may have changed."""
    oldest_us: int | None = None
    backlog = 0
    for record in records:
        kind, at_us = record["kind"], record["at_us"]
        if oldest_us is not None:
            yield "time_lag", at_us - oldest_us, at_us
        if "event_lag" in record:
            oldest_us = record["oldest_us"]
            yield "event_lag", record["event_lag"], at_us
            yield "mark_gap", record["mark_gap"], at_us
        if kind in ("bus.enqueued", "ckpt.advanced"):
            backlog += 1 if kind == "bus.enqueued" else -1
            yield "backlog", backlog, at_us
        if kind == "query.served":
            yield "freshness", record["staleness_us"], at_us


def first_gauge(records: list[Record], since_us: int) -> tuple[str | None, dict[str, int | None]]:
    """Return the gauge that moves first (None: none moves, or two at once) and all first moves."""
    moved = first_moves(records, since_us)
    instants = [at_us for at_us in moved.values() if at_us is not None]
    first = [name for name, at_us in moved.items() if at_us is not None and at_us == min(instants)]
    return (first[0] if len(first) == 1 else None), moved
