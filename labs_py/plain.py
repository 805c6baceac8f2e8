"""Plain JSON data, and the checks that every part of a scenario needs."""

from collections.abc import Collection
from math import isfinite
from typing import Any

from labs_py.errors import ScenarioError


def plain(value: object, key: str) -> object:
    """Copy JSON data; 20.0 becomes 20, since JSON has one kind of number and browsers write 20.

    Raises ScenarioError naming ``key`` for anything JSON has no word for.
    """
    if isinstance(value, dict):
        return {str(name): plain(each, f"{key}.{name}") for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each, f"{key}[{i}]") for i, each in enumerate(value)]
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
