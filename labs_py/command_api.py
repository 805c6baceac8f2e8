"""The Command API: the entry point of every write. It checks the contract, and nothing else.

A command that breaks the contract is refused here in constant time: no event, no retry.
"""

from typing import Any

CUSTOMER_LENGTH = 40
AMOUNT_MOST = 10_000


def problem(command: dict[str, Any]) -> dict[str, Any] | None:
    """Return what is wrong with a place-order command, or None.

    The contract: ``customer`` a name of 1 to 40 characters, ``amount`` a whole number from 1 to
    10,000, ``expected_version`` a whole number or absent. A problem names the ``field``, the
    ``rule`` it breaks (``missing``, ``type`` or ``range``) and what was ``found``.
    """
    for field, wanted in (("customer", str), ("amount", int), ("expected_version", int)):
        value = command.get(field)
        if value is None and field == "expected_version":
            continue
        rule = _broken(field, value, wanted)
        if rule:
            return {"field": field, "rule": rule, "found": value}
    return None


def _broken(field: str, value: object, wanted: type) -> str | None:
    if value is None:
        return "missing"
    if not isinstance(value, wanted) or isinstance(value, bool):
        return "type"
    size = len(value) if isinstance(value, str) else value
    low, high = {"customer": (1, CUSTOMER_LENGTH), "amount": (1, AMOUNT_MOST)}.get(
        field, (0, 2**53 - 1)
    )
    return None if isinstance(size, int) and low <= size <= high else "range"
