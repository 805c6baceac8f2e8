"""The door of the challenges: what there is to try, and the verdict on a try."""

import json
from functools import lru_cache
from typing import Any

from labs_py.challenge import Figures, Tuning, scenario
from labs_py.errors import ScenarioError
from labs_py.own_reads import OWN_READS
from labs_py.plain import plain
from labs_py.simulation import run
from labs_py.trace import canonical

CHALLENGES: dict[str, Tuning] = {each.name: each for each in (OWN_READS,)}
PRACTICE_SEED = 7


def challenges() -> list[dict[str, Any]]:
    """Return every challenge as plain JSON data, in the order in which they are set.

    ``base`` are the figures of the base scenario with the seed that the learner sees; the seeds
    of the verdict are others.
    """
    return [_shown(challenge) for challenge in CHALLENGES.values()]


def grade(challenge: str, attempt: dict[str, Any]) -> dict[str, Any]:
    """Try what a learner chose on every hidden seed and return the verdict.

    ``attempt`` maps parameters to values. Raises ScenarioError for an unknown challenge, a
    parameter it does not leave open, or a value that is not allowed.
    """
    if challenge not in CHALLENGES:
        example = f'"{next(iter(CHALLENGES))}"'
        raise ScenarioError("challenge", challenge, "one of " + ", ".join(CHALLENGES), example)
    chosen = CHALLENGES[challenge]
    given = _checked(chosen, attempt)
    seeds = [_on_one_seed(chosen, given, seed) for seed in chosen.seeds]
    met = sum(seed["passed"] for seed in seeds)
    passed = met == len(seeds)
    about = {"challenge": challenge, "passed": passed, "met": met, "needed": len(seeds)}
    return about | {"seeds": seeds}


def _checked(challenge: Tuning, attempt: object) -> dict[str, Any]:
    data = plain(attempt, "attempt")
    example = json.dumps(challenge.reference)
    if not isinstance(data, dict):
        raise ScenarioError("attempt", data, "an object", example)
    for name, value in data.items():
        if name not in challenge.parameters:
            expected = "only " + ", ".join(challenge.parameters)
            raise ScenarioError(f"attempt.{name}", value, expected, example)
    return data


def _on_one_seed(challenge: Tuning, attempt: dict[str, Any], seed: int) -> dict[str, Any]:
    found = challenge.figures(run(scenario(challenge.base, seed, attempt)))
    base = _base(challenge.name, seed)
    judged = {
        each.figure: each.judge(found[each.figure], base[each.figure])
        for each in challenge.conditions
    }
    why = [name for name, figure in judged.items() if not figure["holds"]]
    return {"seed": seed, "passed": not why, "figures": judged, "why": why}


@lru_cache(maxsize=64)
def _base(name: str, seed: int) -> Figures:
    """Return the figures of the base run: every try is held against it, so it is run once."""
    challenge = CHALLENGES[name]
    return challenge.figures(run(scenario(challenge.base, seed, {})))


def _shown(challenge: Tuning) -> dict[str, Any]:
    return {
        "id": challenge.name,
        "kind": "tuning",
        "scenario": scenario(challenge.base, PRACTICE_SEED, {}),
        "parameters": list(challenge.parameters),
        "conditions": [
            {"figure": each.figure, "sense": each.sense, "times": each.times, "plus": each.plus}
            for each in challenge.conditions
        ],
        "base": _base(challenge.name, PRACTICE_SEED),
        "seeds": len(challenge.seeds),
        "needed": len(challenge.seeds),
        "hints": challenge.hints,
        "reference": challenge.reference,
    }


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
    except ValueError as error:
        raise ScenarioError("grade", text, f"JSON ({error})", example) from None
    if not isinstance(given, dict) or given.keys() != {"challenge", "attempt"}:
        raise ScenarioError("grade", given, "an object with challenge and attempt", example)
    return canonical(grade(given["challenge"], given["attempt"]))
