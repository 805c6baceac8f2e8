"""Laws of a random time: the duration that a number from [0, 1) stands for."""

from functools import lru_cache, reduce
from math import exp, log, log1p, sqrt

# Wichura, "The percentage points of the normal distribution", Applied Statistics 37 (1988), AS 241,
# routine PPND7: about seven digits. `statistics` has more of them, and takes `fractions`, `decimal`
# and `re` into the page with it.
_MIDDLE = (
    (59.10937472, 159.29113202, 50.434271938, 3.3871327179),
    (67.1875636, 78.757757664, 17.895169469, 1.0),
)
_NEAR = ((0.17023821103, 1.3067284816, 2.75681539, 1.4234372777), (0.12021132975, 0.737001642, 1.0))
_FAR = (
    (0.017337203997, 0.42868294337, 3.081226386, 6.657905115),
    (0.012258202635, 0.24197894225, 1.0),
)


def drawn_us(draw: float, law: str, mean_us: int, cs2: float = 1) -> int:
    """Return the duration (µs) that a number from [0, 1) stands for.

    ``constant`` is the mean itself, ``exponential`` is memoryless, ``lognormal`` has the squared
    coefficient of variation ``cs2``. One number is drawn for each law, so that changing the law
    shifts no later draw.
    """
    if law == "exponential":
        return exponential(draw, mean_us)
    return mean_us if law == "constant" else _lognormal_us(draw, mean_us, cs2)


def exponential(draw: float, mean: float) -> int:
    """Return the memoryless time that a number from [0, 1) stands for, in the unit of its mean."""
    return round(log1p(-draw) * -mean)


def _lognormal_us(draw: float, mean_us: int, cs2: float) -> int:
    """Return exp(µ + σz), where σ² = ln(1 + cs2) and µ makes the mean ``mean_us``."""
    variance = log1p(cs2)
    return round(mean_us * exp(sqrt(variance) * normal(draw) - variance / 2))


def normal(draw: float) -> float:
    """Return the point below which a standard normal variate lies with probability ``draw``."""
    centre = draw - 0.5
    if abs(centre) <= 0.425:
        return centre * _ratio(_MIDDLE, 0.180625 - centre * centre)
    tail = sqrt(-log(max(min(draw, 1 - draw), 2**-54)))
    point = _ratio(_NEAR, tail - 1.6) if tail <= 5 else _ratio(_FAR, tail - 5)
    return point if centre > 0 else -point


def _ratio(polynomials: tuple[tuple[float, ...], tuple[float, ...]], x: float) -> float:
    above, below = (
        reduce(lambda value, factor: value * x + factor, factors) for factors in polynomials
    )
    return above / below


@lru_cache(maxsize=8)
def popularity(many: int, exponent: float) -> tuple[int, ...]:
    """Return the running sums of the weights 1/k^exponent of ``many``, for Zipf's law.

    In whole numbers, 2³² for the first: the last bits of a power differ between platforms.
    """
    total, sums = 0, []
    for rank in range(1, many + 1):
        total += round(2**32 * rank**-exponent)
        sums.append(total)
    return tuple(sums)
