"""When background commands come: the law of their arrivals."""

from bisect import bisect_left
from collections.abc import Callable

from labs_py.bucket import SECOND_US
from labs_py.pipeline import Pipeline, State

SLOWEST_PER_S = 1e-6
FAST_PER_S = 1000
"""Gaps of a faster stream are drawn in ns: rounded to µs, each a little, they bend the average."""
READ_BY_ALL = ("load.arrival_law", "load.until_us")
READ_BY: dict[str, tuple[str, ...]] = {
    "poisson": ("load.commands_per_s",),
    "deterministic": ("load.commands_per_s",),
    "on_off": ("load.commands_per_s", "load.on_us", "load.off_us"),
    "trace": ("load.instants_us",),
}
"""What each law reads, beside what all do."""


def next_us(pipeline: Pipeline) -> int | None:
    """Return the instant (µs) of the next background command; None when there is none."""
    at_us = ARRIVALS[pipeline.state.parameters["load.arrival_law"]](
        pipeline.state, pipeline.kernel.now_us
    )
    return at_us if at_us is None or at_us <= pipeline.state.parameters["load.until_us"] else None


def is_read(pipeline: Pipeline, parameter: str) -> bool:
    """Say whether the law that holds now reads a parameter."""
    law = pipeline.state.parameters["load.arrival_law"]
    return parameter in READ_BY_ALL or parameter in READ_BY[law]


def begin(pipeline: Pipeline) -> None:
    """Start a new turn: of given instants, those that are still to come."""
    instants = pipeline.state.parameters["load.instants_us"]
    pipeline.state.next_instant = bisect_left(instants, pipeline.kernel.now_us)
    pipeline.state.beyond_ns = 0


def gap_us(state: State, rate_per_s: float, purpose: str) -> int | None:
    """Draw the time (µs) to the next of a Poisson stream; None when it has practically none."""
    if rate_per_s < SLOWEST_PER_S:
        return None
    return state.streams.duration_us(purpose, "exponential", round(SECOND_US / rate_per_s))


def _poisson(state: State, now_us: int) -> int | None:
    gap = gap_us(state, state.parameters["load.commands_per_s"], "load.arrivals")
    return None if gap is None else now_us + gap


def _deterministic(state: State, now_us: int) -> int | None:
    rate = float(state.parameters["load.commands_per_s"])
    return None if rate < SLOWEST_PER_S else now_us + round(SECOND_US / rate)


def _on_off(state: State, now_us: int) -> int | None:
    """A Poisson stream on a clock that runs in bursts only, so much faster as keeps the average."""
    on_us, off_us = state.parameters["load.on_us"], state.parameters["load.off_us"]
    cycle_us = on_us + off_us
    rate = state.parameters["load.commands_per_s"] * cycle_us / on_us
    gap = _gap_us(state, rate)
    if gap is None:
        return None
    bursts, phase_us = divmod(now_us, cycle_us)
    bursts, phase_us = divmod(bursts * on_us + min(phase_us, on_us) + gap, on_us)
    return int(bursts * cycle_us + phase_us)


def _gap_us(state: State, rate_per_s: float) -> int | None:
    """Draw the gap (µs) to the next of a stream that may be fast; keep what is beyond the µs."""
    if rate_per_s <= FAST_PER_S:
        return gap_us(state, rate_per_s, "load.arrivals")
    gap_ns = state.beyond_ns + state.streams.gap_ns("load.arrivals", rate_per_s)
    gap, state.beyond_ns = divmod(gap_ns, 1000)
    return gap


def _trace(state: State, _: int) -> int | None:
    instants: list[int] = state.parameters["load.instants_us"]
    state.next_instant += 1
    at = state.next_instant - 1
    return instants[at] if at < len(instants) else None


ARRIVALS: dict[str, Callable[[State, int], int | None]] = {
    "poisson": _poisson,
    "deterministic": _deterministic,
    "on_off": _on_off,
    "trace": _trace,
}
