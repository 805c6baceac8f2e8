"""The Command API: the entry point of every write. It checks the contract, and nothing else.

A command that breaks the contract is refused here in constant time: no event, no retry.
"""

from collections.abc import Callable
from typing import Any

CUSTOMER_LENGTH = 40
AMOUNT_MOST = 10_000
VERSION_MOST = 2**53 - 1
KEY_LENGTH = 80

type Check = Callable[[object], str]
"""Which rule a value breaks: `type`, `range`, or none."""


def _text(most: int) -> Check:
    def check(value: object) -> str:
        if type(value) is not str:
            return "type"
        return "" if 1 <= len(value) <= most else "range"

    return check


def _whole(low: int, high: int) -> Check:
    def check(value: object) -> str:
        if type(value) is not int:
            return "type"
        return "" if low <= value <= high else "range"

    return check


CONTRACT: dict[str, tuple[bool, Check]] = {
    "customer": (True, _text(CUSTOMER_LENGTH)),
    "amount": (True, _whole(1, AMOUNT_MOST)),
    "expected_version": (False, _whole(0, VERSION_MOST)),
    "idempotency_key": (False, _text(KEY_LENGTH)),
}
"""The fields of a place-order command: whether each has to be there, and what it may be."""


def problem(command: dict[str, Any]) -> dict[str, Any] | None:
    """Return what is wrong with a place-order command, or None.

    A problem names the ``field``, the ``rule`` it breaks (``missing``, ``type`` or ``range``) and
    what was ``found``.
    """
    for field, (required, check) in CONTRACT.items():
        value = command.get(field)
        absent = "missing" if required else ""
        rule = absent if value is None else check(value)
        if rule:
            return {"field": field, "rule": rule, "found": value}
    return None


def legible(command: dict[str, Any]) -> dict[str, Any]:
    """Return what the handler can read of a command that nobody checked.

    The amount stays whatever it is: an event only writes it down. What else breaks its rule counts
    as not given.
    """
    return {
        field: value
        for field, value in command.items()
        if field == "amount" or (value is not None and not CONTRACT[field][1](value))
    }
