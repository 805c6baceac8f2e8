"""A token bucket: so many per second, in bursts of a second's worth."""

from dataclasses import dataclass

SECOND_US = 1_000_000


@dataclass(slots=True)
class Bucket:
    """A token bucket that holds a second's worth and starts full.

    ``spent`` is what is missing from it, in millionths of a token: the rate is tokens per second
    and time is in µs, so that everything stays a whole number.
    """

    spent: int = 0
    at_us: int = 0

    def admits(self, now_us: int, per_s: int) -> bool:
        """Take one token, if there is one."""
        self.spent = max(0, self.spent - (now_us - self.at_us) * per_s)
        self.at_us = now_us
        if self.spent + SECOND_US > per_s * SECOND_US:
            return False
        self.spent += SECOND_US
        return True
