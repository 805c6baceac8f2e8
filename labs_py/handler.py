"""The command handler: decides, from a command and the state it loaded, which facts follow."""

from typing import Any

type Draft = dict[str, Any]
"""What the handler hands to the store: everything of the envelope that the store does not add."""


def stream_of(customer: str) -> str:
    """Return the stream of a customer: the aggregate that is checked and changed as one."""
    return f"orders-{customer}"


def decide(command_id: str, command: dict[str, Any], now_us: int) -> Draft:
    """Decide on a valid place-order command: the order is placed.

    Pure: the same command at the same instant gives the same draft. A refusal for a reason of the
    domain would be decided here; an outdated view of the stream is refused by the store.
    """
    return {
        "type": "OrderPlaced",
        "schema_version": 1,
        "stream_id": stream_of(command["customer"]),
        "partition_key": command["customer"],
        "occurred_at": now_us,
        "command_id": command_id,
        "correlation_id": command_id,
        "causation_id": command_id,
        "subject_key_id": None,
        "data": {"customer": command["customer"], "amount": command["amount"]},
    }
