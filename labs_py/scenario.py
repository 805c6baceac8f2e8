"""A scenario: everything a run depends on, as plain JSON data."""

from dataclasses import dataclass
from typing import Any

from labs_py.errors import ScenarioError
from labs_py.parameters import PARAMETERS, Value, checked

SCHEMA = 1
LABS = ("command-to-projection",)
LATEST_US = 600_000_000

KEYS: dict[str, frozenset[str]] = {
    "place_order": frozenset({"at_us", "kind", "customer", "amount", "expected_version"}),
    "read": frozenset({"at_us", "kind", "customer"}),
    "set": frozenset({"at_us", "kind", "parameter", "value"}),
}
"""The keys of each kind of intervention; what an order carries is the Command API's to check."""

EXAMPLES: dict[str, str] = {
    "place_order": '{"at_us": 0, "kind": "place_order", "customer": "ada", "amount": 20}',
    "read": '{"at_us": 0, "kind": "read", "customer": "ada"}',
    "set": '{"at_us": 0, "kind": "set", "parameter": "faults.duplicate", "value": 0.3}',
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A checked scenario: every parameter present, interventions in the order of their time."""

    lab: str
    seed: int
    parameters: dict[str, Value]
    interventions: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """Return the scenario in full, as the trace echoes it."""
        return {
            "schema": SCHEMA,
            "lab": self.lab,
            "seed": self.seed,
            "parameters": self.parameters,
            "interventions": self.interventions,
        }


def read_scenario(data: object) -> Scenario:
    """Check plain JSON data against ``schemas/scenario.v1.json`` and fill in the defaults.

    Raises ScenarioError naming the key, what was found, what was expected, and a right example.
    """
    if not isinstance(data, dict):
        raise ScenarioError("scenario", data, "an object", '{"schema": 1, …}')
    known = {"schema", "lab", "seed", "parameters", "interventions"}
    _only(data, known, "scenario")
    if _whole(data.get("schema")) != SCHEMA:
        raise ScenarioError("schema", data.get("schema"), "version 1", "1")
    if data.get("lab") not in LABS:
        raise ScenarioError("lab", data.get("lab"), "a lab: " + ", ".join(LABS), f'"{LABS[0]}"')
    return Scenario(
        lab=data["lab"],
        seed=_at_most(data.get("seed"), "seed", 2**53 - 1),
        parameters=_parameters(data.get("parameters", {})),
        interventions=_interventions(data.get("interventions", [])),
    )


def _parameters(data: object) -> dict[str, Value]:
    if not isinstance(data, dict):
        raise ScenarioError("parameters", data, "an object", '{"faults.duplicate": 0.3}')
    given = {name: checked(name, value, f"parameters.{name}") for name, value in data.items()}
    return {name: given.get(name, row.default) for name, row in PARAMETERS.items()}


def _interventions(data: object) -> list[dict[str, Any]]:
    if not isinstance(data, list):
        raise ScenarioError("interventions", data, "a list", "[]")
    each = [_intervention(item, f"interventions[{i}]") for i, item in enumerate(data)]
    return sorted(each, key=lambda item: int(item["at_us"]))


def _intervention(item: object, key: str) -> dict[str, Any]:
    if not isinstance(item, dict) or item.get("kind") not in KEYS:
        found = item.get("kind") if isinstance(item, dict) else item
        raise ScenarioError(f"{key}.kind", found, "one of " + ", ".join(KEYS), EXAMPLES["read"])
    kind = item["kind"]
    _only(item, KEYS[kind], key, EXAMPLES[kind])
    _at_most(item.get("at_us"), f"{key}.at_us", LATEST_US)
    if kind == "read" and not isinstance(item.get("customer"), str):
        raise ScenarioError(f"{key}.customer", item.get("customer"), "a name", '"ada"')
    if kind == "set":
        _live(item, key)
    return dict(item)


def _live(item: dict[str, Any], key: str) -> None:
    name = item.get("parameter")
    live = [name for name, row in PARAMETERS.items() if row.live]
    if name not in live:
        expected = "a parameter that may change during a run: " + ", ".join(live)
        raise ScenarioError(f"{key}.parameter", name, expected, '"faults.duplicate"')
    checked(str(name), item.get("value"), f"{key}.value")


def _only(data: dict[str, Any], known: set[str] | frozenset[str], key: str, example: str = "") -> None:
    for name in data:
        if name not in known:
            expected = "only " + ", ".join(sorted(known))
            raise ScenarioError(f"{key}.{name}", data[name], expected, example or '{"schema": 1, …}')


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _at_most(value: object, key: str, high: int) -> int:
    number = _whole(value)
    if number is None or not 0 <= number <= high:
        raise ScenarioError(key, value, f"a whole number from 0 to {high}", "7")
    return number
