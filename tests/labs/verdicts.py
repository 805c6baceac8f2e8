"""Verdicts on tries of the challenges, each worked out once in a session."""

import json
from functools import cache
from typing import Any

from labs_py import grade


def verdict(challenge: str, attempt: dict[str, Any]) -> dict[str, Any]:
    """Return what `grade` says."""
    return _graded(challenge, json.dumps(attempt, sort_keys=True))


@cache
def _graded(challenge: str, attempt: str) -> dict[str, Any]:
    return grade(challenge, json.loads(attempt))


def why(challenge: str, attempt: dict[str, Any]) -> list[set[str]]:
    """Return, for each seed, the figures that do not hold."""
    return [set(seed["why"]) for seed in verdict(challenge, attempt)["seeds"]]
