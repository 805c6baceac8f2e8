"""The same model in other engines gives the same instants, to the microsecond."""

from collections.abc import Callable
from heapq import heappop
from math import log1p
from random import Random
from typing import Any

import pytest

from labs_py import run, streams
from labs_py.kernel import Kernel
from labs_py.queue import Partition
from labs_py.streams import Streams
from tests.labs.models import bare, in_simpy, one_queue, one_queue_elsewhere
from tests.labs.models.path import BUSY
from tests.labs.runs import records, scenario

SEEDS = (1, 2, 3, 4)


def visible(seed: int) -> list[int]:
    trace = run(scenario(seed=seed, parameters=BUSY))
    return [record["at_us"] for record in records(trace, "view.applied")]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bare_loop_finds_the_same_instants(seed: int) -> None:
    found = bare.run(BUSY, seed)[0]
    assert found == visible(seed)
    assert len(found) > 1000


@pytest.mark.parametrize("seed", SEEDS)
def test_simpy_finds_the_same_instants(seed: int) -> None:
    assert in_simpy.run(BUSY, seed) == visible(seed)


@pytest.mark.parametrize(
    "engine", [one_queue.bare, one_queue_elsewhere.in_simpy, one_queue_elsewhere.in_salabim]
)
@pytest.mark.parametrize("seed", SEEDS[:2])
def test_one_queue_is_left_at_the_same_instants(
    engine: Callable[[int, int], list[int]], seed: int
) -> None:
    assert engine(2000, seed) == one_queue.ours(2000, seed)


def overtaking(partition: Partition, at_us: int) -> int:
    """Messages of a partition may overtake each other on their way."""
    return at_us


def one_for_all(streams: Streams, purpose: str) -> Random:
    """Every purpose draws from the same numbers."""
    return of(streams, "everything")


def rounded_down(draw: float, law: str, mean_us: int, cs2: float = 1) -> int:
    """Times are cut off instead of rounded."""
    return mean_us if law == "constant" else int(log1p(-draw) * -mean_us)


of = Streams.of
MUTANTS: list[tuple[Any, str, Callable[..., Any]]] = [
    (Partition, "in_order", overtaking),
    (Streams, "of", one_for_all),
    (streams, "drawn_us", rounded_down),
]


@pytest.mark.parametrize(("part", "name", "mutant"), MUTANTS)
def test_a_mutant_finds_other_instants_on_every_seed(
    monkeypatch: pytest.MonkeyPatch, part: Any, name: str, mutant: Callable[..., Any]
) -> None:
    honest = [bare.run(BUSY, seed)[0] for seed in SEEDS[:2]]
    monkeypatch.setattr(part, name, mutant)
    assert all(visible(seed) != found for seed, found in zip(SEEDS[:2], honest, strict=True))


class LateClock(Kernel[Any]):
    """A kernel whose handlers read the instant before their own."""

    def run(self, until_us: int, most: int) -> int:
        made = 0
        while made < most and self.agenda:
            at_us, _, _, kind, data = heappop(self.agenda)
            self._handlers[kind](self._context, data)
            self.now_us = at_us
            made += 1
        return made


def test_a_kernel_with_a_late_clock_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = one_queue.bare(2000, 1)
    assert one_queue.ours(2000, 1) == honest
    monkeypatch.setattr(one_queue, "Kernel", LateClock)
    assert one_queue.ours(2000, 1) != honest
