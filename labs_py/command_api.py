"""The Command API: the entry point of every write. It checks the contract, and nothing else.

A command that breaks the contract is refused here in constant time: no event, no retry.
"""

from typing import Any

CUSTOMER_LENGTH = 40
AMOUNT_MOST = 10_000
VERSION_MOST = 2**53 - 1
KEY_LENGTH = 80


def problem(command: dict[str, Any]) -> dict[str, Any] | None:
    """Return what is wrong with a place-order command, or None.

    The contract: ``customer`` a name of 1 to 40 characters, ``amount`` a whole number from 1 to
    10,000, ``expected_version`` a whole number or absent, ``idempotency_key`` a text or absent. A
    problem names the ``field``, the ``rule`` it breaks (``missing``, ``type`` or ``range``) and
    what was ``found``.
    """
    customer, amount = command.get("customer"), command.get("amount")
    if not (type(customer) is str and 1 <= len(customer) <= CUSTOMER_LENGTH):
        size = len(customer) if isinstance(customer, str) else None
        return _broken("customer", customer, size)
    if not (type(amount) is int and 1 <= amount <= AMOUNT_MOST):
        return _broken("amount", amount, amount if type(amount) is int else None)
    version = command.get("expected_version")
    if not (version is None or (type(version) is int and 0 <= version <= VERSION_MOST)):
        return _broken("expected_version", version, version if type(version) is int else None)
    key = command.get("idempotency_key")
    if not (key is None or (type(key) is str and 1 <= len(key) <= KEY_LENGTH)):
        return _broken("idempotency_key", key, len(key) if type(key) is str else None)
    return None


def _broken(field: str, found: object, size: int | None) -> dict[str, Any]:
    """Say which rule a value breaks; ``size`` is None when it is not even of the right type."""
    rule = "missing" if found is None else "type" if size is None else "range"
    return {"field": field, "rule": rule, "found": found}
