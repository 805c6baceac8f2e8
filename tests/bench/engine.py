"""The simulator over a bare heapq loop and over SimPy: one process, runs in turn."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from labs_py import run
from labs_py.scenario import read_scenario
from labs_py.simulation import simulate
from tests.bench.rows import Row
from tests.labs.models import bare, in_simpy, one_queue, one_queue_elsewhere
from tests.labs.models.path import BUSY
from tests.labs.runs import scenario

RUNS = 9
CUSTOMERS = 20_000
SLOWEST_OVER_BARE = 2.0
SLOWEST_OVER_SIMPY = 1 / 3
GIVEN = scenario(parameters=BUSY | {"load.until_us": 60_000_000})


def rows() -> Iterator[Row]:
    """Yield processor time over that of the other engines: bound 2 is half of their speed."""
    yield from _kernel()
    yield from _path()


def _kernel() -> Iterator[Row]:
    """One queue and one server, every fact kept: the model the bounds were set on."""
    engines = (one_queue.ours, one_queue.bare, one_queue_elsewhere.in_simpy)
    ours, loop, simpy = _in_turn(*[lambda run=run: run(CUSTOMERS, 7) for run in engines])
    name = f"kernel and facts, {2 * CUSTOMERS} steps"
    yield _row(f"{name}, bare loop (s)", ours, loop, SLOWEST_OVER_BARE)
    yield _row(f"{name}, SimPy (s)", ours, simpy, SLOWEST_OVER_SIMPY)


def _path() -> Iterator[Row]:
    """The whole path; the other engines check no command, keep no row and no fact."""
    checked = read_scenario(GIVEN)
    p, seed = checked.parameters, checked.seed
    ours, door, loop, simpy = _in_turn(
        lambda: simulate(checked),
        lambda: run(GIVEN),
        lambda: bare.run(p, seed),
        lambda: in_simpy.run(p, seed),
    )
    steps = simulate(checked).kernel.steps
    yield _row(f"whole path, {steps} steps, bare loop (s)", ours, loop, None)
    yield _row("whole path, SimPy (s)", ours, simpy, None)
    yield _row("with records, measures and digest, bare loop (s)", door, loop, None)


def _in_turn(*runs: Callable[[], Any]) -> Iterator[tuple[float, ...]]:
    turns = [[_seconds(each) for each in runs] for _ in range(RUNS)]
    return zip(*turns, strict=True)


def _row(name: str, ours: Sequence[float], theirs: Sequence[float], limit: float | None) -> Row:
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    return Row(name, statistics.median(ours), statistics.median(theirs), ratios, limit)


def _seconds(work: Callable[[], Any]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
