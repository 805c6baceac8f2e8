"""Exact order statistics: the value at a rank, never a value between two."""


def spread(values: list[int]) -> dict[str, int | None]:
    """Return count and nearest-rank percentiles of a list of times (µs)."""
    ranked = sorted(values)
    marks = {"p50": 50, "p95": 95, "p99": 99, "max": 100}
    found: dict[str, int | None] = {"count": len(ranked)}
    for name, percent in marks.items():
        rank = -(-len(ranked) * percent // 100)
        found[name] = ranked[rank - 1] if ranked else None
    return found
