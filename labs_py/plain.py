"""Plain JSON data, and the checks that every part of a scenario needs."""

from collections.abc import Collection
from math import isfinite
from typing import Any

from labs_py.errors import ScenarioError

DEEPEST = 20
TOO_LARGE = 2**1024
"""What a browser would read as infinite; far more digits than this Python refuses to write."""


def plain(value: object, key: str, levels: int = DEEPEST) -> object:
    """Copy JSON data; 20.0 becomes 20, since JSON has one kind of number and browsers write 20.

    Raises ScenarioError naming ``key`` for anything JSON has no word for, for data nested more than
    ``levels`` deep, and for numbers beyond what a browser can hold.
    """
    if isinstance(value, dict | list) and not levels:
        raise ScenarioError(key, value, f"JSON data at most {DEEPEST} levels deep", "20")
    if isinstance(value, dict):
        return {str(name): plain(each, f"{key}.{name}", levels - 1) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each, f"{key}[{i}]", levels - 1) for i, each in enumerate(value)]
    if isinstance(value, int) and abs(value) >= TOO_LARGE:
        raise ScenarioError(key, value, "a number below 1.8e308", "20")
    if isinstance(value, float) and isfinite(value):
        return int(value) if value.is_integer() else value
    if value is None or isinstance(value, bool | int | str):
        return value
    raise ScenarioError(key, value, "JSON data", "20")


def only(data: dict[str, Any], known: Collection[str], key: str, example: str) -> None:
    """Raise ScenarioError for the first name of ``data`` that is not a ``known`` one."""
    for name, value in data.items():
        if name not in known:
            expected = "only " + ", ".join(sorted(known))
            raise ScenarioError(f"{key}.{name}", value, expected, example)


def whole(value: object, key: str, high: int) -> int:
    """Return ``value`` if it is a whole number from 0 to ``high``, else raise ScenarioError."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= high:
        raise ScenarioError(key, value, f"a whole number from 0 to {high}", "7")
    return value
