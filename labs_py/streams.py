"""Named streams of chance: one generator per purpose.

Switching one policy on draws from its own stream and so moves nobody else's numbers (common
random numbers). Only ``random.Random.random`` is used, the one method whose sequence Python keeps
across versions; the variates are made here and rounded to microseconds, which hides the last-bit
differences of ``log`` between platforms.
"""

import math
import random


class Streams:
    """All the chance of one run, reproducible from its seed."""

    def __init__(self, seed: int) -> None:
        """Seed every stream from ``"seed/purpose"``."""
        self._seed = seed
        self._by_purpose: dict[str, random.Random] = {}

    def uniform(self, purpose: str) -> float:
        """Draw from [0, 1)."""
        stream = self._by_purpose.get(purpose)
        if stream is None:
            # Not for secrets: a run has to be repeatable.
            stream = random.Random(f"{self._seed}/{purpose}")  # noqa: S311
            self._by_purpose[purpose] = stream
        return stream.random()

    def happens(self, purpose: str, share: float) -> bool:
        """Draw whether something that happens with probability ``share`` happens now."""
        return self.uniform(purpose) < share

    def integer(self, purpose: str, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + int(self.uniform(purpose) * (high - low + 1))

    def duration_us(self, purpose: str, law: str, mean_us: int) -> int:
        """Draw a duration in µs: ``constant`` is the mean itself, ``exponential`` is memoryless.

        A number is drawn for either law, so that changing the law shifts no later draw.
        """
        draw = self.uniform(purpose)
        if law == "constant":
            return mean_us
        return round(-math.log1p(-draw) * mean_us)
