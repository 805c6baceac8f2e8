"""The published schemas and the README say what the code does."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from labs_py import run
from labs_py.parameters import PARAMETERS
from tests.labs.runs import BUSY, ROOT, first, order, scenario

SCHEMAS = ROOT / "labs_py" / "schemas"
SET = {"at_us": 300, "kind": "set", "parameter": "projector.strategy", "value": "by_id"}
READ = {"at_us": 400, "kind": "read", "customer": "ada"}
EVERYTHING = scenario(
    order(100),
    order(200, amount=-5),
    order(300_000, expected_version=9),
    SET,
    READ,
    {
        "at_us": 1_000_000,
        "kind": "set",
        "parameter": "projector.strategy",
        "value": "strict_buffer",
    },
    {"at_us": 1_100_000, "kind": "strike", "fault": "poison"},
    order(400_000, idempotency_key="a"),
    order(400_001, idempotency_key="a"),
    order(400_002, amount=7, idempotency_key="a"),
    parameters=BUSY
    | {"load.customers": 5, "projector.retries": 1, "faults.duplicate": 0.5, "faults.delay": 0.2}
    | {"api.idempotency": "on", "handler.servers": 16, "handler.retries": 1}
    | {"store.visibility": "gaps", "store.append_law": "exponential", "faults.rollback": 0.05}
    | {"store.append_us": 200_000}
    | {"faults.reorder": 0.2, "faults.drop": 0.05, "faults.crash": 0.05},
)


def change(at_us: int, parameter: str, value: object) -> dict[str, Any]:
    return {"at_us": at_us, "kind": "set", "parameter": parameter, "value": value}


EVERYTHING_ELSE = scenario(
    order(0, customer=[]),
    order(1, amount="much"),
    {"at_us": 1_000_000, "kind": "strike", "fault": "handler_crash"},
    change(1_500_000, "publish.mode", "direct"),
    {"at_us": 1_600_000, "kind": "strike", "fault": "handler_crash"},
    change(2_500_000, "publish.mode", "outbox"),
    change(2_500_000, "bus.capacity", 1_000_000),
    {"at_us": 2_600_000, "kind": "strike", "fault": "zombie"},
    change(2_900_000, "projector.fencing", "off"),
    change(2_900_000, "faults.pause_us", 1_000_000),
    {"at_us": 3_000_000, "kind": "strike", "fault": "zombie"},
    parameters=BUSY
    | {"api.validation": "off", "api.rate_per_s": 25, "api.in_flight": 5, "api.deadline_us": 60_000}
    | {"handler.servers": 4, "faults.restart_us": 10_000, "load.on_us": 200_000}
    | {"load.off_us": 200_000, "projector.on_error": "dlq_event"}
    | {"bus.capacity": 1, "load.arrival_law": "on_off", "load.timeout_us": 50_000}
    | {"store.read_us": 100, "store.snapshot_every": 5, "faults.surprise": 0.1}
    | {"faults.surprise_kind": "unknown_type", "projector.schema": "tolerant"}
    | {"projector.claim_us": 50_000, "faults.pause_us": 100_000, "faults.skew_us": 9_000_000}
    | {"faults.duplicate": 0.2, "projector.retries": 0},
)


def schema(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return data


def validator(name: str) -> Draft202012Validator:
    files = ("scenario.v1.json", "trace.v1.json")
    known = Registry().with_resources(
        (file, Resource.from_contents(schema(file))) for file in files
    )
    Draft202012Validator.check_schema(schema(name))
    return Draft202012Validator(schema(name), registry=known)


@pytest.mark.parametrize(
    "given",
    [first(), EVERYTHING, EVERYTHING_ELSE],
    ids=["the first lab", "everything", "and everything else"],
)
def test_scenarios_and_their_traces_keep_to_the_schemas(given: dict[str, Any]) -> None:
    validator("scenario.v1.json").validate(given)
    trace = json.loads(json.dumps(run(given)))
    validator("trace.v1.json").validate(trace)


def kinds() -> set[str]:
    each = schema("trace.v1.json")["$defs"]["record"]["oneOf"]
    return {record["properties"]["kind"]["const"] for record in each}


def test_everything_there_is_to_happen_does_happen() -> None:
    happened = run(EVERYTHING)["records"] + run(EVERYTHING_ELSE)["records"]
    assert {record["kind"] for record in happened} == kinds()


def test_the_scenario_schema_and_the_parameter_table_agree() -> None:
    described = schema("scenario.v1.json")["properties"]["parameters"]["properties"]
    assert described.keys() == PARAMETERS.keys()
    for name, row in PARAMETERS.items():
        rule = described[name]
        assert rule["default"] == row.default, name
        assert rule["description"] == row.about, name
        if row.options:
            assert rule["enum"] == list(row.options), name
        else:
            each = rule.get("items", rule)
            assert rule.get("maxItems", 0) == row.most, name
            kind = "integer" if row.whole else "number"
            assert (each["type"], each["minimum"], each["maximum"]) == (kind, row.low, row.high)


def test_the_readme_names_every_parameter_kind_and_intervention() -> None:
    text = (ROOT / "labs_py" / "README.md").read_text(encoding="utf-8")
    named = [*PARAMETERS, *kinds(), "place_order", "read", "set", "strike"]
    assert [name for name in named if f"`{name}`" not in text] == []
