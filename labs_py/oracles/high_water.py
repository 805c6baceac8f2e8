"""The high-water mark: the highest position below which every append has been decided."""

from collections import OrderedDict

from labs_py.trace import Record


class HighWater:
    """Follows the records of a log; ``mark`` is 0 before the first position is assigned."""

    def __init__(self) -> None:
        """Begin before the first record."""
        self._assigned = 0
        self._undecided: OrderedDict[int, None] = OrderedDict()

    def take(self, record: Record) -> None:
        """Follow one record; only those of an append count."""
        if record["kind"] == "evt.assigned":
            self._assigned = record["position"]
            self._undecided[self._assigned] = None
        elif record["kind"] in ("evt.committed", "evt.rolledback"):
            self._undecided.pop(record["position"], None)

    @property
    def mark(self) -> int:
        """The position just below the oldest append that is under way."""
        return next(iter(self._undecided), self._assigned + 1) - 1
