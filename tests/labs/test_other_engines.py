"""The same model in other engines gives the same instants, to the microsecond."""

from collections.abc import Callable

import pytest

from labs_py import run
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
