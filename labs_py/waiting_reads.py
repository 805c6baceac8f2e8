"""Reads that wait until a row has a version."""

from heapq import heappop, heappush

from labs_py.query import Request


class WaitingReads:
    """Reads that wait, ``asked`` by their numbers, in the order in which they came.

    ``_by_row`` holds, per row, a heap of (version, number), so that an effect costs whom it serves
    and not all who wait. Whoever has given up stays in it until that version is there.
    """

    __slots__ = ("_by_row", "_last", "asked")

    def __init__(self) -> None:
        """Nobody waits."""
        self.asked: dict[int, Request] = {}
        self._by_row: dict[str, list[tuple[int, int]]] = {}
        self._last = 0

    def add(self, request: Request) -> int:
        """Let a read wait for the version it has to see; return its number."""
        self._last = number = self._last + 1
        self.asked[number] = request
        heappush(self._by_row.setdefault(request.key, []), (request.acked, number))
        return number

    def served(self, key: str, version: int) -> list[Request]:
        """Take out whoever waits for no newer version of a row, in the order they came."""
        row, numbers = self._by_row.get(key, []), list[int]()
        while row and row[0][0] <= version:
            numbers.append(heappop(row)[1])
        return [self.asked.pop(number) for number in sorted(numbers) if number in self.asked]

    def give_up(self, number: int) -> Request | None:
        """Take out a read that has waited long enough; None if it was served."""
        return self.asked.pop(number, None)
