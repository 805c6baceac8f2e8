"""How a consumer defends itself against what at-least-once delivery may bring.

A strategy looks at one delivered message and its own memory, and returns the messages to apply now
(none, one or, for one that buffers, several) and why there are none. Its memory is stored with the
view: it survives a crash of the consumer exactly as far as the view does.
"""

from collections import OrderedDict
from typing import Any, Protocol

from labs_py.queue import Message

type Verdict = tuple[list[Message], str]
type Limits = dict[str, Any]
"""The parameters of a run: `projector.dedupe_size` and the like, as they stand at each delivery."""


class Strategy(Protocol):
    """What every strategy can do."""

    def __init__(self, limits: Limits) -> None:
        """Start with an empty memory."""

    def admit(self, message: Message, now_us: int) -> Verdict:
        """Return what to apply for this delivery, and why nothing if nothing."""
        ...


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
        ttl_us = self._limits["projector.dedupe_ttl_us"]
        while ttl_us and self._seen and now_us - next(iter(self._seen.values())) > ttl_us:
            self._seen.popitem(last=False)


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


class StrictBuffer:
    """Apply the versions of a stream one by one, and keep what comes early until its turn.

    The gap is given up when the buffer is full or when it has lasted as long as the time-out: what
    waits is applied, and what is missing is skipped for good. Without limits it waits for ever.
    """

    __slots__ = ("_early", "_limits", "_newest", "_since")

    def __init__(self, limits: Limits) -> None:
        """Know no stream yet, keep nothing."""
        self._limits = limits
        self._newest: dict[str, int] = {}
        self._early: dict[str, dict[int, Message]] = {}
        self._since: dict[str, int] = {}

    @property
    def waiting(self) -> int:
        """How many messages wait for a version before theirs: a gap, or a loss, that shows."""
        return sum(len(early) for early in self._early.values())

    def admit(self, message: Message, now_us: int) -> Verdict:
        """Apply what is next, keep what is early, skip what has been."""
        key, version = message.event.key, message.event.version
        early = self._early.setdefault(key, {})
        if version <= self._newest.get(key, 0) or version in early:
            return [], "duplicate"
        early[version] = message
        self._since.setdefault(key, now_us)
        ready = self._ready(key, give_up=False)
        if len(early) > self._limits["projector.buffer_size"] > 0:
            ready += self._ready(key, give_up=True)
        return ready, "" if ready else "early"

    def overdue(self, key: str, now_us: int) -> list[Message]:
        """Give up the gap of a stream if it is as old as the time-out; return what to apply."""
        timeout_us = self._limits["projector.gap_timeout_us"]
        if key not in self._since or now_us - self._since[key] < timeout_us:
            return []
        return self._ready(key, give_up=True)

    def _ready(self, key: str, *, give_up: bool) -> list[Message]:
        early, newest, ready = self._early[key], self._newest.get(key, 0), []
        while early and (newest + 1 in early or give_up):
            newest = newest + 1 if newest + 1 in early else min(early)
            ready.append(early.pop(newest))
        self._newest[key] = newest
        if not early:
            del self._early[key]
            del self._since[key]
        return ready


STRATEGIES: dict[str, type[Strategy]] = {
    "none": Naive,
    "by_id": ById,
    "version_skip": VersionSkip,
    "strict_buffer": StrictBuffer,
}
