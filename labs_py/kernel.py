"""The clock and the agenda: what happens next, and in which order.

State is plain data, so that a later snapshot can pickle it; behaviour is looked up by name in a
table that is not part of the state.
"""

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from typing import Any

type Entry = tuple[int, int, int, str, Any]
"""One entry of the agenda: ``(time_us, priority, sequence, kind, data)``."""


class Kernel[Context]:
    """A discrete-event loop over an integer-microsecond clock.

    Ties are broken by ``(time, priority, sequence)``, and the sequence belongs to the instance:
    two kernels with the same entries make the same steps.
    """

    def __init__(
        self, handlers: Mapping[str, Callable[[Context, Any], None]], context: Context
    ) -> None:
        """Start at 0 µs with an empty agenda; ``context`` is handed to every handler."""
        self.now_us = 0
        self.steps = 0
        self.agenda: list[Entry] = []
        self.sequence = 0
        self._handlers = handlers
        self._context = context

    def schedule(self, delay_us: int, kind: str, data: Any = None, priority: int = 1) -> None:
        """Put ``kind`` on the agenda ``delay_us`` (≥ 0) from now; a lower priority goes first."""
        if delay_us < 0:
            raise ValueError(f"{kind}: delay {delay_us} µs would turn the clock back")
        self.sequence += 1
        heappush(self.agenda, (self.now_us + delay_us, priority, self.sequence, kind, data))

    def step(self) -> bool:
        """Make the next entry happen; False when there is none.

        The clock advances before the handler is called, so a handler reads its own instant.
        """
        if not self.agenda:
            return False
        self.now_us, _, _, kind, data = heappop(self.agenda)
        self.steps += 1
        self._handlers[kind](self._context, data)
        return True

    def run_until(self, until_us: int) -> None:
        """Step through everything up to and including ``until_us``, and leave the clock there."""
        while self.agenda and self.agenda[0][0] <= until_us:
            self.step()
        self.now_us = max(self.now_us, until_us)
