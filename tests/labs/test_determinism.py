"""A run is a pure function of its scenario."""

import json

import pytest

from labs_py import run, run_json
from labs_py.scenario import read_scenario
from labs_py.simulation import prepare
from labs_py.simulation import trace as trace_of
from tests.labs.runs import BUSY, first, order, ran, scenario

FAULTS = {"faults.duplicate": 0.3, "faults.delay": 0.1}


def test_the_first_lab_has_the_digest_that_the_browser_has_to_find() -> None:
    assert run(first())["digest"] == (
        "52750f499eead5dc3fa22e391e5151f259891e48d876f1a92caf8a66a99c4d01"
    )


def test_the_same_scenario_gives_the_same_trace() -> None:
    assert ran(3, parameters=FAULTS) == ran(3, parameters=FAULTS)


def test_another_seed_gives_another_digest() -> None:
    assert ran(3)["digest"] != ran(4)["digest"]


def test_the_order_in_which_interventions_are_listed_does_not_matter() -> None:
    early, late = order(1000, "ada"), order(2000, "bob")
    assert run(scenario(early, late)) == run(scenario(late, early))


def test_json_in_and_out_is_the_same_run() -> None:
    assert json.loads(run_json(json.dumps(first()))) == run(first())


def test_a_whole_number_written_as_a_float_is_the_same_scenario() -> None:
    whole = scenario(order(1000), parameters={"faults.delay_us": 5, "faults.delay": 1})
    parameters = {"faults.delay_us": 5.0, "faults.delay": 1.0}
    point = scenario(order(1000.0, amount=20.0), parameters=parameters)
    assert json.dumps(run(point)) == json.dumps(run(whole))


@pytest.mark.parametrize("every_us", [50_000, 777_777])
def test_in_strides_it_is_the_same_run(every_us: int) -> None:
    given = read_scenario(scenario(order(1_000_000), parameters=BUSY | FAULTS))
    pipeline = prepare(given)
    until_us = 0
    while pipeline.kernel.agenda:
        until_us += every_us
        pipeline.kernel.run_until(until_us)
    assert trace_of(given, pipeline)["digest"] == run(given.as_json())["digest"]


def test_records_hold_no_computed_fractions() -> None:
    """The last bits of a float may differ between platforms; an integer's cannot."""

    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        if isinstance(value, list):
            return any(map(floats, value))
        return isinstance(value, float)

    assert not floats(ran(3, parameters=FAULTS)["records"])
