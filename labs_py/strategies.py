"""How a consumer may defend itself against what at-least-once delivery may bring."""

from collections import OrderedDict

from labs_py.queue import Message
from labs_py.strategy import Limits, Strategy, Verdict
from labs_py.strict_buffer import StrictBuffer


class Naive:
    """Apply whatever arrives."""

    __slots__ = ()

    def __init__(self, limits: Limits) -> None:
        """Remember nothing."""

    def admit(self, message: Message, now_us: int) -> Verdict:
        """Apply it."""
        return [message], ""


class ById:
    """Apply an event once, as far as memory reaches: so many ids, each for so long."""

    __slots__ = ("_limits", "_seen")

    def __init__(self, limits: Limits) -> None:
        """Remember no id yet."""
        self._limits = limits
        self._seen: OrderedDict[int, int] = OrderedDict()

    def admit(self, message: Message, now_us: int) -> Verdict:
        """Skip an id that is remembered."""
        seen, known = self._seen, message.event.position
        self._forget(now_us)
        if known in seen:
            return [], "duplicate"
        seen[known] = now_us
        if len(seen) > self._limits["projector.dedupe_size"] > 0:
            seen.popitem(last=False)
        return [message], ""

    def _forget(self, now_us: int) -> None:
        """Let go of what is too old, and of what is too much where the limit was lowered."""
        seen, ttl_us = self._seen, self._limits["projector.dedupe_ttl_us"]
        while ttl_us and seen and now_us - next(iter(seen.values())) > ttl_us:
            seen.popitem(last=False)
        while len(seen) > self._limits["projector.dedupe_size"] > 0:
            seen.popitem(last=False)


class VersionSkip:
    """Apply a version only if it is newer than the newest applied of its stream."""

    __slots__ = ("_newest",)

    def __init__(self, limits: Limits) -> None:
        """Know no stream yet."""
        self._newest: dict[str, int] = {}

    def admit(self, message: Message, now_us: int) -> Verdict:
        """Skip what is not newer."""
        event = message.event
        if event.version <= self._newest.get(event.key, 0):
            return [], "old"
        self._newest[event.key] = event.version
        return [message], ""


STRATEGIES: dict[str, type[Strategy]] = {
    "none": Naive,
    "by_id": ById,
    "version_skip": VersionSkip,
    "strict_buffer": StrictBuffer,
}
