"""Scenarios and traces for the tests of the simulator."""

import json
from pathlib import Path
from typing import Any

from labs_py import run
from labs_py.read_model import Row

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "docs" / "labs" / "first-order.json"
BUSY: dict[str, Any] = {
    "load.commands_per_s": 20,
    "load.until_us": 4_000_000,
    "load.customers": 6,
    "handler.service_us": 20_000,
    "projector.service_us": 35_000,
    "net.hop_law": "exponential",
}
STILL: dict[str, Any] = {
    "load.commands_per_s": 0,
    "handler.service_law": "constant",
    "projector.service_law": "constant",
}


def scenario(
    *interventions: Any, seed: int = 7, parameters: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Write a scenario."""
    return {
        "schema": 1,
        "lab": "command-to-projection",
        "seed": seed,
        "parameters": parameters or {},
        "interventions": list(interventions),
    }


def order(at_us: float, customer: Any = "ada", amount: Any = 20, **more: Any) -> dict[str, Any]:
    """Write an intervention that places an order."""
    given = {"at_us": at_us, "kind": "place_order", "customer": customer, "amount": amount}
    return given | more


def strike(at_us: int, fault: str) -> dict[str, Any]:
    """Write an intervention that strikes the next message once."""
    return {"at_us": at_us, "kind": "strike", "fault": fault}


def change(at_us: int, parameter: str, value: object) -> dict[str, Any]:
    """Write an intervention that sets a parameter."""
    return {"at_us": at_us, "kind": "set", "parameter": parameter, "value": value}


def first() -> dict[str, Any]:
    """Read the scenario that the first lab ships."""
    data: dict[str, Any] = json.loads(FIRST.read_text(encoding="utf-8"))
    return data


def records(trace: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Pick the records of one kind."""
    return [record for record in trace["records"] if record["kind"] == kind]


def only(trace: dict[str, Any], kind: str) -> dict[str, Any]:
    """Pick the one record of a kind."""
    (record,) = records(trace, kind)
    return record


def view(trace: dict[str, Any]) -> dict[str, Any]:
    """Read the final rows off the records."""
    return {record["key"]: Row(**record["after"]) for record in records(trace, "view.applied")}


def log(trace: dict[str, Any]) -> list[dict[str, Any]]:
    """Read the committed events off the records."""
    return [record["event"] for record in records(trace, "evt.committed")]


def ran(seed: int = 7, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
    """Run a busy scenario with these parameters on top."""
    return run(scenario(seed=seed, parameters=BUSY | (parameters or {})))
