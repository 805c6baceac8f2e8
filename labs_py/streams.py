"""Named streams of chance: one generator per purpose.

Switching one policy on draws from its own stream and so moves nobody else's numbers (common
random numbers). Only ``random.Random.random`` is used, the one method whose sequence Python keeps
across versions; the variates are made here and rounded to microseconds, which hides the last-bit
differences of ``log`` between platforms.
"""

import random
from bisect import bisect_right
from typing import Any

from labs_py.laws import drawn_us, exponential, popularity

SECOND_NS = 1_000_000_000


class Streams:
    """All the chance of one run, reproducible from its seed."""

    __slots__ = ("_by_purpose", "_seed")

    def __init__(self, seed: int) -> None:
        """Seed every stream from ``"seed/purpose"``."""
        self._seed = seed
        self._by_purpose: dict[str, random.Random] = {}

    def of(self, purpose: str) -> random.Random:
        """Return the generator of one purpose."""
        stream = self._by_purpose.get(purpose)
        if stream is None:
            # Not for secrets: a run has to be repeatable.
            stream = random.Random(f"{self._seed}/{purpose}")  # noqa: S311
            self._by_purpose[purpose] = stream
        return stream

    def uniform(self, purpose: str) -> float:
        """Draw from [0, 1)."""
        return self.of(purpose).random()

    def happens(self, purpose: str, share: float) -> bool:
        """Draw whether something that happens with probability ``share`` happens now."""
        return self.of(purpose).random() < share

    def integer(self, purpose: str, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + int(self.of(purpose).random() * (high - low + 1))

    def ranked(self, purpose: str, many: int, exponent: float) -> int:
        """Draw a rank from 1 to ``many`` by Zipf's law: in proportion to 1/rank^exponent."""
        sums = popularity(many, exponent)
        return 1 + bisect_right(sums, int(self.of(purpose).random() * sums[-1]))

    def duration_us(self, purpose: str, law: str, mean_us: int) -> int:
        """Draw one duration in µs; see `laws.drawn_us`."""
        return drawn_us(self.of(purpose).random(), law, mean_us)

    def gap_ns(self, purpose: str, rate_per_s: float) -> int:
        """Draw the time (ns) to the next of a Poisson stream so fast that a µs is long."""
        return exponential(self.of(purpose).random(), SECOND_NS / rate_per_s)


class Duration:
    """A time that is drawn again and again, by the law and mean that hold at that instant."""

    __slots__ = ("_cs2", "_law", "_mean", "_parameters", "_random")

    def __init__(
        self, streams: Streams, purpose: str, parameters: dict[str, Any], name: str
    ) -> None:
        """Draw by ``name_law``, ``name_us`` and ``name_cs2`` of ``parameters``, from one stream."""
        self._random, self._parameters = streams.of(purpose), parameters
        self._law, self._mean, self._cs2 = f"{name}_law", f"{name}_us", f"{name}_cs2"

    def draw_us(self) -> int:
        """Draw the next duration in µs."""
        parameters = self._parameters
        law, mean_us, cs2 = parameters[self._law], parameters[self._mean], parameters[self._cs2]
        return drawn_us(self._random.random(), law, mean_us, cs2)
