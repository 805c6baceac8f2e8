"""A wrong scenario: which key, what was found, what was expected, a right example."""

import json
from typing import Any

import pytest

from labs_py import ScenarioError, check_json, grade, grade_json, run, run_json
from labs_py.parameters import PARAMETERS
from tests.labs.runs import order, scenario

RIGHT = scenario()


def change(parameter: object, value: object) -> dict[str, object]:
    return {"at_us": 0, "kind": "set", "parameter": parameter, "value": value}


WRONG: dict[str, tuple[object, str]] = {
    "not an object": ([], "scenario"),
    "unknown key": (RIGHT | {"labs": 1}, "scenario.labs"),
    "no schema": ({"lab": RIGHT["lab"], "seed": 1}, "schema"),
    "later schema": (RIGHT | {"schema": 2}, "schema"),
    "unknown lab": (RIGHT | {"lab": "sagas"}, "lab"),
    "no lab": ({"schema": 1, "seed": 1}, "lab"),
    "list for a lab": (RIGHT | {"lab": ["sagas"]}, "lab"),
    "no seed": ({"schema": 1, "lab": RIGHT["lab"]}, "seed"),
    "seed in words": (RIGHT | {"seed": "seven"}, "seed"),
    "seed true": (RIGHT | {"seed": True}, "seed"),
    "negative seed": (RIGHT | {"seed": -1}, "seed"),
    "seed beyond JSON": (RIGHT | {"seed": 2**53}, "seed"),
    "no JSON": (RIGHT | {"seed": float("nan")}, "scenario.seed"),
    "parameters as list": (RIGHT | {"parameters": []}, "parameters"),
    "interventions as object": (RIGHT | {"interventions": {}}, "interventions"),
    "second intervention": (scenario(order(0), order(-1)), "interventions[1].at_us"),
}


def deep(levels: int) -> Any:
    """Return a list in a list, so many times."""
    nested: Any = 1
    for _ in range(levels):
        nested = [nested]
    return nested


WRONG_PARAMETERS: dict[str, tuple[str, object]] = {
    "unknown": ("faults.duplicates", 1),
    "share over one": ("faults.duplicate", 1.5),
    "share true": ("faults.duplicate", True),
    "half a microsecond": ("net.hop_us", 0.5),
    "none at all": ("bus.partitions", 0),
    "unknown strategy": ("projector.strategy", "luck"),
    "strategy by list": ("projector.strategy", []),
    "a million customers": ("load.customers", 1_000_000),
    "room for nothing": ("bus.capacity", 0),
    "one instant": ("load.instants_us", 5),
    "instants out of order": ("load.instants_us", [5, 4]),
    "an instant too late": ("load.instants_us", [600_000_001]),
    "an instant in words": ("load.instants_us", [1, "2"]),
    "too many instants": ("load.instants_us", [0] * 10_001),
}

WRONG_INTERVENTIONS: dict[str, tuple[object, str]] = {
    "as text": ("read", ""),
    "unknown": ({"at_us": 0, "kind": "wait"}, ".kind"),
    "kind by list": ({"at_us": 0, "kind": []}, ".kind"),
    "never": ({"kind": "read", "customer": "ada"}, ".at_us"),
    "unknown field": (order(0, price=3), ".price"),
    "read whom": ({"at_us": 0, "kind": "read", "customer": 5}, ".customer"),
    "set what": (change(None, 1), ".parameter"),
    "set by list": (change([], 1), ".parameter"),
    "set while running": (change("bus.partitions", 4), ".parameter"),
    "set too high": (change("faults.delay", 2), ".value"),
}


def refusal(given: Any) -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        run(given)
    error = caught.value
    for part in (error.key, error.expected, error.example):
        assert part
        assert part in str(error)
    return error


@pytest.mark.parametrize(("given", "key"), WRONG.values(), ids=WRONG)
def test_a_wrong_scenario_is_refused_by_name(given: object, key: str) -> None:
    assert refusal(given).key == key


@pytest.mark.parametrize(("name", "value"), WRONG_PARAMETERS.values(), ids=WRONG_PARAMETERS)
def test_a_wrong_parameter_is_refused_by_name(name: str, value: object) -> None:
    assert refusal(scenario(parameters={name: value})).key == f"parameters.{name}"


@pytest.mark.parametrize(("given", "key"), WRONG_INTERVENTIONS.values(), ids=WRONG_INTERVENTIONS)
def test_a_wrong_intervention_is_refused_by_name(given: object, key: str) -> None:
    assert refusal(scenario(given)).key == f"interventions[0]{key}"


@pytest.mark.parametrize("levels", [30, 1_500, 100_000])
def test_what_is_nested_without_end_is_refused(levels: int) -> None:
    error = refusal(scenario(order(0, customer=deep(levels))))
    assert error.key.startswith("scenario.interventions[0].customer[0]")
    assert "levels deep" in str(error)
    with pytest.raises(ScenarioError, match="levels deep"):
        grade("own-reads", {"projector.instances": deep(levels)})


@pytest.mark.parametrize("levels", [1_500, 100_000])
def test_a_text_that_is_nested_without_end_is_refused(levels: int) -> None:
    text = "[" * levels + "]" * levels
    for door in (run_json, check_json, grade_json):
        with pytest.raises(ScenarioError):
            door(text)


@pytest.mark.parametrize(("sign", "digits"), [(1, 400), (-1, 400), (1, 5_000)])
def test_a_number_that_no_browser_can_hold_is_refused(sign: int, digits: int) -> None:
    error = refusal(scenario(order(0, amount=sign * 10**digits)))
    assert error.key == "scenario.interventions[0].amount"
    assert "below 1.8e308" in str(error)


def test_the_largest_numbers_that_are_held_add_up() -> None:
    unchecked = {"api.validation": "off"}
    orders = [order(0, amount=10**308), order(1, amount=10**308)]
    assert run(scenario(*orders, parameters=unchecked))["digest"]


def test_what_was_found_is_shown() -> None:
    error = refusal(scenario(parameters={"faults.delay": 7}))
    assert error.found == 7
    assert str(error) == (
        "parameters.faults.delay: found 7, expected a number from 0 to 1, for example 0"
    )


def test_text_that_is_no_json_is_refused() -> None:
    with pytest.raises(ScenarioError, match="expected JSON"):
        run_json("{")


def test_a_run_too_long_for_a_browser_is_refused() -> None:
    heavy = {"load.commands_per_s": 2000, "load.until_us": 600_000_000}
    error = refusal(scenario(parameters=heavy))
    assert error.key == "parameters.load.commands_per_s"
    assert "250000 steps" in error.expected


def test_the_higher_rate_is_what_a_run_too_long_is_told_to_lower() -> None:
    heavy = {"load.reads_per_s": 10_000, "load.until_us": 600_000_000}
    assert refusal(scenario(parameters=heavy)).key == "parameters.load.reads_per_s"


def test_the_trace_echoes_the_scenario_in_full_and_the_caller_keeps_his() -> None:
    sooner = change("faults.delay", 1) | {"at_us": 5}
    given = scenario(order(10), sooner, parameters={"faults.duplicate": 0.5})
    before = json.dumps(given)
    echoed = run(given)["scenario"]
    assert json.dumps(given) == before
    assert echoed["parameters"].keys() == PARAMETERS.keys()
    assert echoed["parameters"]["faults.duplicate"] == 0.5
    assert echoed["parameters"]["faults.delay"] == 0
    assert [item["at_us"] for item in echoed["interventions"]] == [5, 10]


@pytest.mark.parametrize("name", PARAMETERS)
def test_both_ends_of_every_parameter_run(name: str) -> None:
    row = PARAMETERS[name]
    quiet = {"load.commands_per_s": 1, "load.until_us": 1_000_000}
    for value in row.options or (row.low, row.high):
        given = [value] if row.most else value
        trace = run(scenario(order(0), parameters=quiet | {name: given}))
        assert trace["records"]
