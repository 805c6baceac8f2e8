"""The idempotency-key store: one intention counts once, however often it is submitted.

It answers "have I been asked this before?". Whether the stream has moved on since somebody looked
is another question, and the expected version answers that one.
"""

from typing import Any, NamedTuple


class Seen(NamedTuple):
    """Who used a key first, with which body, and when (µs)."""

    command_id: str
    body: dict[str, Any]
    at_us: int


class KeyStore:
    """Keys that were used, each for as long as it is kept."""

    __slots__ = ("_parameters", "_seen")

    def __init__(self, parameters: dict[str, Any]) -> None:
        """Know no key yet."""
        self._parameters = parameters
        self._seen: dict[str, Seen] = {}

    def first(self, key: str, command_id: str, body: dict[str, Any], now_us: int) -> Seen | None:
        """Return who used ``key`` before; None, and remember this command, if nobody did."""
        ttl_us = self._parameters["api.idempotency_ttl_us"]
        seen = self._seen.get(key)
        if seen and (not ttl_us or now_us - seen.at_us <= ttl_us):
            return seen
        self._seen[key] = Seen(command_id, body, now_us)
        return None

    def forget(self, key: str, command_id: str) -> None:
        """Free the key of a command that was refused, so that it can be tried again."""
        if key in self._seen and self._seen[key].command_id == command_id:
            del self._seen[key]
