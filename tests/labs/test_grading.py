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
from labs_py.own_reads import OWN_READS


def test_a_challenge_is_plain_data_whose_scenario_runs() -> None:
    for shown in challenges():
        assert json.loads(json.dumps(shown)) == shown
        assert run(shown["scenario"])["digest"]


def test_the_practice_seed_is_none_of_the_hidden_ones() -> None:
    verdict = grade("own-reads", {})
    hidden = {seed["seed"] for seed in verdict["seeds"]}
    assert len(hidden) >= 5
    assert challenges()[0]["scenario"]["seed"] not in hidden


def test_a_verdict_names_what_does_not_hold_with_its_limit() -> None:
    for seed in grade("own-reads", {})["seeds"]:
        assert seed["why"] == ["stale_own_share"]
        figure = seed["figures"]["stale_own_share"]
        assert figure["limit"] == 0.01 < figure["found"] == figure["base"]


def test_json_in_and_out_is_the_same() -> None:
    assert json.loads(challenges_json()) == challenges()
    given = {"challenge": "own-reads", "attempt": OWN_READS.reference}
    assert json.loads(grade_json(json.dumps(given))) == grade("own-reads", OWN_READS.reference)


@pytest.mark.parametrize(
    ("challenge", "attempt", "key"),
    [
        ("nope", {}, "challenge"),
        ("own-reads", {"load.commands_per_s": 0}, "attempt.load.commands_per_s"),
        ("own-reads", {"projector.instances": 0}, "parameters.projector.instances"),
        ("own-reads", [], "attempt"),
    ],
)
def test_what_cannot_be_tried_is_named(challenge: str, attempt: Any, key: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        grade(challenge, attempt)
    assert caught.value.key == key


@pytest.mark.parametrize("text", ["{", "[]", '{"challenge": "own-reads"}'])
def test_text_that_is_no_try_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match="grade: found"):
        grade_json(text)
