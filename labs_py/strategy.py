"""What a consumer's defence can do, whichever it is.

A strategy looks at one delivered message and its own memory, and returns the messages to apply now
(none, one or, for one that buffers, several) and why there are none. Its memory is stored with the
view: it survives a crash of the consumer exactly as far as the view does.
"""

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
