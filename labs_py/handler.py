"""The command handler: decides, from a command and the state it loaded, which facts follow."""

from dataclasses import dataclass
from typing import Any

from labs_py.command import Command


@dataclass(slots=True)
class Draft:
    """What the handler hands to the store: the facts, without what the store adds to them.

    ``decided_on`` is the version of the stream it was decided on, ``orders`` what the state of the
    stream counts with this order.
    """

    command: Command
    key: str
    occurred_at: int
    data: dict[str, Any]
    decided_on: int = 0
    orders: int = 1


def stream_of(customer: str) -> str:
    """Return the stream of a customer: the aggregate that is checked and changed as one."""
    return f"orders-{customer}"


def decide(command: Command, now_us: int, version: int = 0, orders: int = 0) -> Draft:
    """Decide on a place-order command, from a stream at ``version``: the order is placed.

    Pure: the same command at the same instant gives the same draft. A refusal for a reason of the
    domain would be decided here; an outdated view of the stream is refused by the store.
    """
    customer, amount = command.order["customer"], command.order.get("amount")
    data = {"customer": customer, "amount": amount}
    return Draft(command, customer, now_us, data, version, orders + 1)
