"""A scenario: everything a run depends on, as plain JSON data."""

from dataclasses import dataclass
from typing import Any

from labs_py.errors import ScenarioError
from labs_py.interventions import intervention
from labs_py.parameter import Value
from labs_py.parameters import PARAMETERS, checked
from labs_py.plain import only, plain, whole

SCHEMA = 1
LABS = ("command-to-projection",)
EXAMPLE = '{"schema": 1, "lab": "command-to-projection", "seed": 7}'
LARGEST_SEED = 2**53 - 1
"""The largest whole number that JSON readers agree on."""


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


def read_scenario(given: object) -> Scenario:
    """Check plain JSON data against ``schemas/scenario.v1.json`` and fill in the defaults.

    Raises ScenarioError naming the key, what was found, what was expected, and a right example.
    """
    data = plain(given, "scenario")
    if not isinstance(data, dict):
        raise ScenarioError("scenario", data, "an object", EXAMPLE)
    only(data, {"schema", "lab", "seed", "parameters", "interventions"}, "scenario", EXAMPLE)
    if whole(data.get("schema"), "schema", LARGEST_SEED) != SCHEMA:
        raise ScenarioError("schema", data["schema"], f"version {SCHEMA}", str(SCHEMA))
    if data.get("lab") not in LABS:
        raise ScenarioError("lab", data.get("lab"), "a lab: " + ", ".join(LABS), f'"{LABS[0]}"')
    return Scenario(
        lab=data["lab"],
        seed=whole(data.get("seed"), "seed", LARGEST_SEED),
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
    each = [intervention(item, f"interventions[{i}]") for i, item in enumerate(data)]
    return sorted(each, key=lambda item: int(item["at_us"]))
