"""Means over seeds, and how far to trust them."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, fmean, stdev
from typing import NamedTuple

T_975 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
"""Student's t at 97.5 % for 1 to 10 degrees of freedom."""


class Mean(NamedTuple):
    """A mean over ``many`` values and its standard error (None with a single one)."""

    value: float
    error: float | None
    many: int

    @property
    def within(self) -> float | None:
        """Half the width of the 95 % interval after Student; None where one value says nothing."""
        return None if self.error is None else student(self.many - 1) * self.error


def student(freedom: int) -> float:
    """Return Student's t at 97.5 %, to a thousandth of itself.

    Up to 10 degrees of freedom from the table, then by its expansion about the normal quantile
    (Abramowitz and Stegun, 26.7.5).
    """
    if freedom <= len(T_975):
        return T_975[freedom - 1]
    z = NormalDist().inv_cdf(0.975)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


def mean(values: Sequence[float]) -> Mean:
    """Return the mean of at least one value."""
    error = stdev(values) / sqrt(len(values)) if len(values) > 1 else None
    return Mean(fmean(values), error, len(values))
