"""The challenge of one's own reads: what passes, what does not, and why."""

from typing import Any

import pytest

from labs_py import grade
from labs_py.own_reads import OWN_READS


def why(attempt: dict[str, Any]) -> list[set[str]]:
    return [set(seed["why"]) for seed in grade("own-reads", attempt)["seeds"]]


def test_waiting_for_the_version_passes() -> None:
    assert grade("own-reads", OWN_READS.reference)["passed"]


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        ({}, "stale_own_share"),
        ({"projector.instances": 4}, "stale_own_share"),
        ({"projector.instances": 4, "bus.partitions": 4}, "cost"),
        ({"query.consistency": "overlay"}, "wrong_reads"),
        (OWN_READS.reference | {"query.timeout_us": 60_000_000}, "own_read_max_us"),
        (OWN_READS.reference | {"query.timeout_us": 20_000}, "stale_own_share"),
        (OWN_READS.reference | {"projector.instances": 4}, "cost"),
    ],
)
def test_naive_and_degenerate_settings_fail_on_every_seed(
    attempt: dict[str, Any], reason: str
) -> None:
    assert all(reason in each for each in why(attempt))
