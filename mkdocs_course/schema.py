"""The part of JSON Schema that our own schemas use, in a file that costs nothing to import.

The `jsonschema` package does all of it and takes 0.1 s to import: a tenth of what plain Material
needs for ten pages. A test holds the two against each other.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

type Path = tuple[str | int, ...]
type Check = Callable[[Any, Any, Mapping[str, Any], Path], Iterator["Misfit"]]

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
}
ANNOTATIONS = {"$schema", "title", "description", "examples", "then", "else"}


@dataclass(frozen=True)
class Misfit:
    """What does not fit: where, the schema it should have fitted, the key it is about, if any."""

    path: Path
    schema: Mapping[str, Any]
    message: str
    key: str = ""


def misfits(schema: Mapping[str, Any], value: Any, path: Path = ()) -> Iterator[Misfit]:
    """Yield all that does not fit. A keyword that is not known here is an error of ours."""
    for keyword, rule in schema.items():
        if keyword not in ANNOTATIONS:
            yield from CHECKS[keyword](rule, value, schema, path)


def of_type(rule: str, value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    if not isinstance(value, TYPES[rule]) or isinstance(value, bool):
        yield Misfit(path, schema, f"{value!r} is no {rule}")


def required(rule: Any, value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    for key in rule if isinstance(value, dict) else ():
        if key not in value:
            yield Misfit(path, schema, f"“{key}” is missing", key)


def properties(rule: Any, value: Any, _: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    for key, inner in rule.items() if isinstance(value, dict) else ():
        if key in value:
            yield from misfits(inner, value[key], (*path, key))


def others(rule: Any, value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    known = schema.get("properties", {})
    for key in value if isinstance(value, dict) else ():
        if key not in known and rule is False:
            yield Misfit((*path, key), schema, f"unknown key “{key}”", str(key))
        elif key not in known:
            yield from misfits(rule, value[key], (*path, key))


def names(rule: Any, value: Any, _: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    for key in value if isinstance(value, dict) else ():
        yield from misfits(rule, key, (*path, key))


def items(rule: Any, value: Any, _: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    for place, item in enumerate(value if isinstance(value, list) else ()):
        yield from misfits(rule, item, (*path, place))


def branch(rule: Any, value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    taken = "else" if any(misfits(rule, value)) else "then"
    yield from misfits(schema.get(taken, {}), value, path)


def pattern(rule: str, value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
    if isinstance(value, str) and not re.search(rule, value):
        yield Misfit(path, schema, f"{value!r} does not fit")


def at_least(kind: type | tuple[type, ...], size: Callable[[Any], int]) -> Check:
    def check(rule: int, value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[Misfit]:
        if isinstance(value, kind) and size(value) < rule:
            yield Misfit(path, schema, f"{value!r} is too small")

    return check


CHECKS: dict[str, Check] = {
    "type": of_type,
    "required": required,
    "properties": properties,
    "additionalProperties": others,
    "propertyNames": names,
    "items": items,
    "if": branch,
    "pattern": pattern,
    "minLength": at_least(str, len),
    "minItems": at_least(list, len),
    "minProperties": at_least(dict, len),
    "minimum": at_least((int, float), int),
}
