"""One row of the table of parameters: its default, its bounds and its meaning."""

from dataclasses import dataclass

type Value = int | float | str
LAWS = ("constant", "exponential")
MINUTE_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row: a number between ``low`` and ``high``, or one of ``options``.

    ``whole`` asks for an integer; ``live`` says that `set` may change it during a run.
    """

    default: Value
    about: str
    low: float = 0
    high: float = 0
    whole: bool = True
    options: tuple[str, ...] = ()
    live: bool = True

    @property
    def expected(self) -> str:
        """The rule in words, as error messages give it."""
        if self.options:
            return "one of " + ", ".join(self.options)
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.low:g} to {self.high:g}"

    def allows(self, value: object) -> bool:
        """Whether ``value`` may stand here."""
        if self.options:
            return value in self.options
        number = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, number):
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
    return Parameter(0, about, high=1_000_000)


def law(default: str, about: str) -> Parameter:
    """Return the row of the law of a time."""
    return Parameter(default, about, options=LAWS)
