"""A command: what a session asked for, and when."""

from typing import Any

LOAD = "load"
"""The session of the background load; every command of it stands for an author of its own."""


class Command:
    """One request to change something.

    ``body`` is what the session sent, ``order`` what can be read of it: the same where it keeps to
    the contract. ``answered``: the session knows what became of it.
    """

    __slots__ = ("answered", "body", "number", "order", "received_us", "session")

    def __init__(self, session: str, number: int, body: dict[str, Any], received_us: int) -> None:
        """Name the command by its session and number."""
        self.session, self.number = session, number
        self.body = self.order = body
        self.received_us, self.answered = received_us, False

    @property
    def command_id(self) -> str:
        """The name of the command."""
        return f"{self.session}-{self.number}"
