"""The door of the challenges: what there is to try, and the verdict on a try."""

import json
from collections.abc import Collection
from typing import Any

from labs_py.challenge import Prediction, Tuning, scenario
from labs_py.errors import ScenarioError
from labs_py.plain import plain
from labs_py.trace import canonical
from labs_py.trial import PRACTICE_SEED, PREDICTIONS, TUNINGS, base_figures, foretold, tuned


def challenges() -> list[dict[str, Any]]:
    """Return every challenge as plain JSON data, in the order in which they are set.

    ``base`` are the figures of the base run, whose seed the learner sees; the verdict's are
    others.
    """
    shown = [_tuning(each) for each in TUNINGS.values()]
    return shown + [_prediction(each) for each in PREDICTIONS.values()]


def _tuning(challenge: Tuning) -> dict[str, Any]:
    base = base_figures(challenge.name)
    limits = [
        {"figure": each.figure, "sense": each.sense, "limit": each.limit(base)}
        for each in challenge.conditions
    ]
    return {
        "id": challenge.name,
        "kind": "tuning",
        "scenario": scenario(challenge.base, PRACTICE_SEED, {}),
        "parameters": list(challenge.parameters),
        "conditions": limits,
        "base": base,
        "seeds": len(challenge.seeds),
        "needed": len(challenge.seeds),
        "hints": challenge.hints,
        "reference": challenge.reference,
    }


def _prediction(challenge: Prediction) -> dict[str, Any]:
    questions = [
        {
            "id": each.name,
            "scenario": scenario(each.base, PRACTICE_SEED, {}),
            "at_us": each.at_us,
            "options": list(challenge.options),
        }
        for each in challenge.questions
    ]
    return {
        "id": challenge.name,
        "kind": "prediction",
        "questions": questions,
        "seeds": len(questions),
        "needed": challenge.needed,
        "hints": challenge.hints,
        "reference": challenge.reference,
    }


def grade(challenge: str, attempt: dict[str, Any]) -> dict[str, Any]:
    """Try what a learner chose on every hidden seed and return the verdict.

    ``attempt`` maps parameters to values, or questions to answers. Raises ScenarioError for an
    unknown challenge, a name that it does not leave open, or a value that is not allowed.
    """
    known = [*TUNINGS, *PREDICTIONS]
    if challenge not in known:
        raise ScenarioError("challenge", challenge, "one of " + ", ".join(known), f'"{known[0]}"')
    if challenge in TUNINGS:
        tuning = TUNINGS[challenge]
        given = _named(attempt, tuning.parameters, tuning.reference)
        return _verdict(challenge, [tuned(tuning, given, seed) for seed in tuning.seeds])
    prediction = PREDICTIONS[challenge]
    said = _answers(prediction, attempt)
    runs = [foretold(each, said.get(each.name)) for each in prediction.questions]
    return _verdict(challenge, runs, prediction.needed)


def _verdict(
    challenge: str, runs: list[dict[str, Any]], needed: int | None = None
) -> dict[str, Any]:
    met, needed = sum(run["passed"] for run in runs), needed or len(runs)
    about = {"challenge": challenge, "passed": met >= needed, "met": met, "needed": needed}
    return about | {"seeds": runs}


def _answers(challenge: Prediction, attempt: object) -> dict[str, Any]:
    given = _named(attempt, challenge.reference, challenge.reference)
    for name, said in given.items():
        if said not in challenge.options:
            expected = "one of " + ", ".join(challenge.options)
            raise ScenarioError(f"attempt.{name}", said, expected, f'"{challenge.options[0]}"')
    return given


def _named(attempt: object, names: Collection[str], right: dict[str, Any]) -> dict[str, Any]:
    data, example = plain(attempt, "attempt"), json.dumps(right)
    if not isinstance(data, dict):
        raise ScenarioError("attempt", data, "an object", example)
    for name, value in data.items():
        if name not in names:
            raise ScenarioError(f"attempt.{name}", value, "only " + ", ".join(names), example)
    return data


def challenges_json() -> str:
    """`challenges` as JSON text (for the browser's worker)."""
    return canonical(challenges())


def grade_json(text: str) -> str:
    """`grade` for JSON text ``{"challenge": id, "attempt": {…}}``, as JSON text.

    Raises ScenarioError as `grade` does, and for text that is not such an object.
    """
    example = '{"challenge": "own-reads", "attempt": {}}'
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ScenarioError("grade", text, f"JSON ({error})", example) from None
    if not isinstance(given, dict) or given.keys() != {"challenge", "attempt"}:
        raise ScenarioError("grade", given, "an object with challenge and attempt", example)
    return canonical(grade(given["challenge"], given["attempt"]))
