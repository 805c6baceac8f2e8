"""One row of the table of parameters: its default, its bounds and its meaning."""

from dataclasses import dataclass
from itertools import pairwise

type Value = int | float | str | list[int]
LAWS = ("constant", "exponential", "lognormal")
MINUTE_US = 60_000_000
LARGEST = 1_000_000
"""A limit that no run reaches: as good as none."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row: a number from ``low`` to ``high``, one of ``options``, or a list of numbers.

    ``whole`` asks for an integer; ``live`` says that `set` may change it during a run; ``most`` is
    how many numbers a list may hold, each a whole one, none below the one before.
    """

    default: Value
    about: str
    low: float = 0
    high: float = 0
    whole: bool = True
    options: tuple[str, ...] = ()
    live: bool = True
    most: int = 0

    @property
    def expected(self) -> str:
        """The rule in words, as error messages give it."""
        if self.options:
            return "one of " + ", ".join(self.options)
        if self.most:
            return f"at most {self.most} whole numbers from {self.low:g} to {self.high:g}, in order"
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.low:g} to {self.high:g}"

    @property
    def example(self) -> str:
        """JSON text of a right value."""
        return f'"{self.default}"' if self.options else str(self.default)

    def allows(self, value: object) -> bool:
        """Whether ``value`` may stand here."""
        if self.options:
            return isinstance(value, str) and value in self.options
        if self.most:
            return isinstance(value, list) and self._allows_all(value)
        return self._allows_one(value)

    def _allows_all(self, values: list[object]) -> bool:
        numbers = [value for value in values if isinstance(value, int) and self._allows_one(value)]
        in_order = all(earlier <= later for earlier, later in pairwise(numbers))
        return len(numbers) == len(values) <= self.most and in_order

    def _allows_one(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int if self.whole else int | float):
            return False
        return self.low <= value <= self.high


def time_us(default: int, about: str, high: int = MINUTE_US) -> Parameter:
    """Return the row of a time in µs."""
    return Parameter(default, about, high=high)


def share(about: str) -> Parameter:
    """Return the row of a share, off by default."""
    return Parameter(0, about, high=1, whole=False)


def count(about: str) -> Parameter:
    """Return the row of a limit in pieces, where 0 is none."""
    return Parameter(0, about, high=LARGEST)


def limit(about: str) -> Parameter:
    """Return the row of a limit in pieces that a run does not reach unless it is lowered."""
    return Parameter(LARGEST, about, low=1, high=LARGEST)


def switch(default: str, about: str) -> Parameter:
    """Return the row of something that is on or off."""
    return Parameter(default, about, options=("off", "on"))


def law(default: str, about: str) -> Parameter:
    """Return the row of the law of a time."""
    return Parameter(default, about, options=LAWS)


def cs2(about: str) -> Parameter:
    """Return the row of a squared coefficient of variation: variance over squared mean."""
    return Parameter(1, about, high=25, whole=False)


def price(default: float, about: str) -> Parameter:
    """Return the row of a price, in units: one for the whole run."""
    return Parameter(default, about, high=1000, whole=False, live=False)
