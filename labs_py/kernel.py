"""The clock and the agenda: what happens next, and in which order.

State is plain data, so that a snapshot can pickle it; behaviour is looked up by name in a table
that is not part of the state.
"""

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from typing import Any

type Entry = tuple[int, int, int, str, Any]
"""One entry of the agenda: ``(time_us, priority, sequence, kind, data)``."""

FOREVER_US = 2**63


class Kernel[Context]:
    """A discrete-event loop over an integer-microsecond clock.

    Ties are broken by ``(time, priority, sequence)``, and the sequence belongs to the instance:
    two kernels with the same entries make the same steps.
    """

    __slots__ = ("_context", "_handlers", "agenda", "now_us", "sequence", "steps")

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
        self.sequence = sequence = self.sequence + 1
        heappush(self.agenda, (self.now_us + delay_us, priority, sequence, kind, data))

    def step(self) -> bool:
        """Make the next entry happen; False when there is none."""
        return self.run(FOREVER_US, 1) == 1

    def run_until(self, until_us: int) -> None:
        """Step through everything up to and including ``until_us``, and leave the clock there."""
        self.run(until_us, FOREVER_US)
        self.now_us = max(self.now_us, until_us)

    def run(self, until_us: int, most: int) -> int:
        """Make at most ``most`` steps, none after ``until_us``; return how many there were.

        The clock advances before a handler is called, so a handler reads its own instant. The one
        loop over the agenda: a call for each step would cost a tenth of the speed.
        """
        agenda, handlers, context = self.agenda, self._handlers, self._context
        made = 0
        while made < most and agenda and agenda[0][0] <= until_us:
            self.now_us, _, _, kind, data = heappop(agenda)
            made += 1
            handlers[kind](context, data)
        self.steps += made
        return made

    def frozen(self) -> tuple[int, int, int, list[Entry]]:
        """Return clock, counters and agenda: what a snapshot keeps of a kernel."""
        return self.now_us, self.steps, self.sequence, self.agenda

    def thaw(self, frozen: tuple[int, int, int, list[Entry]]) -> None:
        """Take up what `frozen` returned."""
        self.now_us, self.steps, self.sequence, self.agenda = frozen
