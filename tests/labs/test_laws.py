"""The laws of random times, against the formulas and against the standard library."""

import math
import statistics

import pytest

from labs_py.laws import drawn_us, normal, popularity
from labs_py.streams import Streams

DRAWS = [k / 997 for k in range(1, 997)] + [1e-9, 1e-6, 1e-3, 0.075, 0.925, 1 - 1e-6, 1 - 1e-9]


@pytest.mark.parametrize("draw", DRAWS[::50] + DRAWS[-7:])
def test_a_normal_variate_is_the_standard_librarys(draw: float) -> None:
    assert normal(draw) == pytest.approx(statistics.NormalDist().inv_cdf(draw), rel=1e-6, abs=1e-9)


def test_it_grows_with_its_number_and_is_symmetric() -> None:
    points = [normal(draw) for draw in sorted(DRAWS)]
    assert points == sorted(points)
    assert normal(0.5) == 0
    assert normal(0.25) == -normal(0.75)
    assert math.isfinite(normal(0))


@pytest.mark.parametrize("cs2", [0.1, 1, 4])
def test_a_lognormal_time_has_the_mean_and_the_spread_it_is_given(cs2: float) -> None:
    """By quadrature over a million equal steps of the distribution function, not by chance."""
    steps = 1_000_000
    times = [drawn_us((k + 0.5) / steps, "lognormal", 10_000, cs2) for k in range(0, steps, 10)]
    mean = statistics.fmean(times)
    assert mean == pytest.approx(10_000, rel=0.005)
    assert statistics.pvariance(times, mean) / mean**2 == pytest.approx(cs2, rel=0.05)


def test_the_median_of_a_lognormal_time_is_exact() -> None:
    assert drawn_us(0.5, "lognormal", 10_000, 3) == 5000
    assert drawn_us(0.3, "lognormal", 10_000, 0) == 10_000


def test_every_law_takes_one_number() -> None:
    for law in ("constant", "exponential", "lognormal"):
        reference = Streams(7).of("a")
        reference.random()
        streams = Streams(7)
        streams.duration_us("a", law, 10)
        assert streams.uniform("a") == reference.random()


def test_two_hundred_thousand_lognormal_times_are_the_same_on_every_machine() -> None:
    streams = Streams(7)
    drawn = [drawn_us(streams.uniform("a"), "lognormal", 1_000_000, 4) for _ in range(200_000)]
    total = 0
    for each in drawn:
        total = (total * 31 + each) % (2**61 - 1)
    assert total == 2142903610654829344


def test_ranks_weigh_as_zipf_says() -> None:
    sums = popularity(3, 1)
    assert sums == (2**32, 2**32 + 2**31, 2**32 + 2**31 + round(2**32 / 3))
    streams = Streams(7)
    assert {streams.ranked("a", 3, 1) for _ in range(100)} == {1, 2, 3}
