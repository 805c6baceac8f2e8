"""Means over seeds, and how far to trust them."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple


class Mean(NamedTuple):
    """A mean over seeds and its standard error (None with a single seed)."""

    value: float
    error: float | None

    @property
    def within(self) -> float:
        """Half the width of the interval of two standard errors, about 95 %."""
        return 2 * (self.error or 0)


def mean(values: Sequence[float]) -> Mean:
    """Return the mean of at least one value."""
    error = stdev(values) / sqrt(len(values)) if len(values) > 1 else None
    return Mean(fmean(values), error)
