"""The Command API: what breaks the contract, and how it is said."""

from typing import Any

import pytest

from labs_py import run
from tests.labs.runs import STILL, only, order, records, scenario

WRONG = {
    "no customer": ({"customer": None}, "customer", "missing"),
    "empty customer": ({"customer": ""}, "customer", "range"),
    "endless customer": ({"customer": "a" * 41}, "customer", "range"),
    "customer by number": ({"customer": 5}, "customer", "type"),
    "no amount": ({"amount": None}, "amount", "missing"),
    "amount in words": ({"amount": "twenty"}, "amount", "type"),
    "half an amount": ({"amount": 19.5}, "amount", "type"),
    "amount true": ({"amount": True}, "amount", "type"),
    "negative amount": ({"amount": -5}, "amount", "range"),
    "no money": ({"amount": 0}, "amount", "range"),
    "too much": ({"amount": 10_001}, "amount", "range"),
    "amount as list": ({"amount": [1, {"a": 2}]}, "amount", "type"),
    "version in words": ({"expected_version": "latest"}, "expected_version", "type"),
    "negative version": ({"expected_version": -1}, "expected_version", "range"),
}


@pytest.mark.parametrize(("given", "field", "rule"), WRONG.values(), ids=WRONG)
def test_a_broken_command_is_refused_at_once_and_leaves_no_event(
    given: dict[str, Any], field: str, rule: str
) -> None:
    trace = run(scenario(order(1000) | given, parameters=STILL))
    assert [record["kind"] for record in trace["records"]] == ["cmd.received", "cmd.rejected"]
    refused = only(trace, "cmd.rejected")
    assert (refused["at_us"], refused["reason"]) == (1000, "schema")
    assert refused["problem"] == {"field": field, "rule": rule, "found": given[field]}


@pytest.mark.parametrize(
    "given",
    [{"amount": 1}, {"amount": 10_000}, {"amount": 20.0}, {"customer": "ł 漢 \ud800"}],
    ids=["least", "most", "whole float", "any letters"],
)
def test_a_right_command_is_accepted(given: dict[str, Any]) -> None:
    trace = run(scenario(order(0) | given, parameters=STILL))
    assert len(records(trace, "view.applied")) == 1
