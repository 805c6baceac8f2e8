"""The forms in which an order may be written down, and what a consumer reads in each.

The consumer knows `OrderPlaced` in version 1. Upcasters, which would translate, come later: until
then an older or newer form is read as it stands, or not at all.
"""

from collections.abc import Callable
from typing import Any

type Data = dict[str, Any]
type Written = tuple[str, int, Data]
"""Type, schema version and data of an event, as its envelope shows them."""


def _without_amount(data: Data) -> Data:
    return {name: value for name, value in data.items() if name != "amount"}


FORMS: dict[str, Callable[[Data], Written]] = {
    "": lambda data: ("OrderPlaced", 1, data),
    "unknown_type": lambda data: ("GiftOrderPlaced", 1, data),
    "unknown_field": lambda data: ("OrderPlaced", 2, data | {"channel": "app"}),
    "missing_field": lambda data: ("OrderPlaced", 2, _without_amount(data)),
    "old_version": lambda data: ("OrderPlaced", 0, _without_amount(data) | {"sum": data["amount"]}),
}
ILLEGIBLE_AMOUNT = ("missing_field", "old_version")
"""Where a tolerant consumer finds no amount and takes 0."""
