"""An event: what was recorded, and the envelope in which it is shown."""

from typing import Any

from labs_py.forms import FORMS
from labs_py.handler import Draft, stream_of


class Event:
    """One fact of a stream; never changed once committed.

    ``version`` counts inside its stream, ``position`` in the log; ``recorded_at`` is the instant of
    the commit (µs), -1 before it. The id is derived from the position, which no other event has.
    ``amount`` is what it adds to the row: 0 where its command carried no number, which nobody
    checked. ``poison``: no attempt to handle it succeeds; ``doomed``: its append will be rolled
    back; ``form``: what is unexpected about the way it is written; ``skew_us``: how far the clock
    that stamps it is ahead.
    """

    __slots__ = (
        "amount",
        "doomed",
        "draft",
        "form",
        "key",
        "partition",
        "poison",
        "position",
        "recorded_at",
        "skew_us",
        "version",
    )

    def __init__(self, draft: Draft, version: int, position: int) -> None:
        """Number a draft."""
        self.draft, self.key = draft, draft.key
        self.version, self.position = version, position
        self.partition = self.skew_us = 0
        self.recorded_at = -1
        amount = draft.data["amount"]
        usable = type(amount) is int
        self.amount = amount if usable else 0
        self.poison, self.doomed, self.form = not usable, False, ""

    @property
    def event_id(self) -> str:
        """The name of the event."""
        return f"e{self.position}"

    def named(self) -> dict[str, Any]:
        """Return what every record about this event says of it."""
        return {
            "command_id": self.draft.command.command_id,
            "event_id": self.event_id,
            "position": self.position,
        }

    def envelope(self) -> dict[str, Any]:
        """Return the full envelope (``README.md`` lists its fields)."""
        command_id = self.draft.command.command_id
        kind, schema_version, data = FORMS[self.form](self.draft.data)
        return self.named() | {
            "type": kind,
            "schema_version": schema_version,
            "stream_id": stream_of(self.key),
            "version": self.version,
            "partition_key": self.key,
            "occurred_at": self.draft.occurred_at + self.skew_us,
            "recorded_at": self.recorded_at + self.skew_us,
            "correlation_id": command_id,
            "causation_id": command_id,
            "subject_key_id": None,
            "data": data,
        }
