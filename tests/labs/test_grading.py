"""The door of the challenges: what may be asked, and what is answered."""

import json
from typing import Any

import pytest

from labs_py import (
    ScenarioError,
    challenges,
    challenges_json,
    grade,
    grade_json,
    run,
)
from labs_py.first_gauge import FIRST_GAUGE
from labs_py.own_reads import OWN_READS
from labs_py.trial import PREDICTIONS, TUNINGS, tried
from tests.labs.verdicts import verdict

SHOWN = {shown["id"]: shown for shown in challenges()}


def test_challenges_are_plain_data_and_their_scenarios_run() -> None:
    assert list(SHOWN) == ["own-reads", "invalid-orders", "first-gauge"]
    assert json.loads(challenges_json()) == list(SHOWN.values())
    asked = SHOWN["first-gauge"]["questions"]
    given = [SHOWN[name]["scenario"] for name in TUNINGS]
    for scenario in given + [question["scenario"] for question in asked]:
        assert run(scenario)["records"]


@pytest.mark.parametrize("name", [*TUNINGS, *PREDICTIONS])
def test_the_learner_s_seed_is_none_of_at_least_five_hidden_ones(name: str) -> None:
    hidden = {seed["seed"] for seed in verdict(name, {})["seeds"]}
    scenarios = [SHOWN[name]] if name in TUNINGS else SHOWN[name]["questions"]
    assert len(hidden) >= 5
    assert not hidden & {each["scenario"]["seed"] for each in scenarios}


@pytest.mark.parametrize("name", TUNINGS)
def test_a_verdict_holds_figures_against_the_limits_that_are_shown(name: str) -> None:
    limits = {each["figure"]: each["limit"] for each in SHOWN[name]["conditions"]}
    for seed in verdict(name, {})["seeds"]:
        assert {figure: each["limit"] for figure, each in seed["figures"].items()} == limits
        assert seed["why"] == [n for n, each in seed["figures"].items() if not each["holds"]]
        assert seed["passed"] is not bool(seed["why"])


def test_a_try_runs_as_the_door_does() -> None:
    given = SHOWN["own-reads"]["scenario"]
    trace = run(given)
    found = tried(given)
    assert found["records"] == trace["records"]
    assert found["measures"] == trace["measures"]


def test_json_in_and_out_is_the_same() -> None:
    name, attempt = "first-gauge", FIRST_GAUGE.reference
    given = json.dumps({"challenge": name, "attempt": attempt})
    assert json.loads(grade_json(given)) == verdict(name, attempt)


@pytest.mark.parametrize(
    ("challenge", "attempt", "key"),
    [
        ("nope", {}, "challenge"),
        ([], {}, "challenge"),
        ("own-reads", {"load.commands_per_s": 0}, "attempt.load.commands_per_s"),
        ("own-reads", {"projector.instances": 0}, "parameters.projector.instances"),
        ("own-reads", [], "attempt"),
        ("first-gauge", {"burst": "luck"}, "attempt.burst"),
        ("first-gauge", {"storm": "backlog"}, "attempt.storm"),
    ],
)
def test_what_cannot_be_tried_is_named(challenge: Any, attempt: Any, key: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        grade(challenge, attempt)
    assert caught.value.key == key


@pytest.mark.parametrize("text", ["{", "[]", '{"challenge": "own-reads"}', "[" * 100_000])
def test_text_that_is_no_try_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match="grade: found"):
        grade_json(text)


@pytest.mark.parametrize("name", TUNINGS)
def test_the_reference_passes_and_every_naive_setting_fails_on_every_seed(name: str) -> None:
    challenge = TUNINGS[name]
    assert verdict(name, challenge.reference)["passed"]
    assert len(challenge.naive) >= 2
    for attempt in ({}, *challenge.naive):
        assert verdict(name, attempt)["met"] == 0, attempt


def test_a_condition_is_kept_by_its_own_sense() -> None:
    below, at_most = OWN_READS.conditions[0], OWN_READS.conditions[1]
    assert [below.holds(found, 0.01) for found in (0.009, 0.01, 0.011, None)] == [True] + [
        False
    ] * 3
    assert [at_most.holds(found, 1) for found in (1, 1.1, None)] == [True, False, False]
