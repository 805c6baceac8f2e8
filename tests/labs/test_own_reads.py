"""The challenge of one's own reads: why what does not pass does not."""

from typing import Any

import pytest

from labs_py import run
from labs_py.challenge import scenario
from labs_py.own_reads import OWN_READS, figures
from tests.labs.runs import records
from tests.labs.verdicts import verdict, why

WAIT = OWN_READS.reference


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        ({"projector.instances": 4}, "stale_own_share"),
        ({"projector.instances": 4}, "cost"),
        ({"query.consistency": "overlay"}, "wrong_reads"),
        ({"query.consistency": "sticky"}, "cost"),
        (WAIT | {"query.timeout_us": 20_000}, "stale_own_share"),
        (WAIT | {"relay.poll_us": 400_000, "query.timeout_us": 500_000}, "own_read_p95_us"),
        # Degenerate: waiting for ever, for an event that never comes.
        (WAIT | {"query.timeout_us": 60_000_000}, "own_read_max_us"),
        (WAIT | {"query.timeout_us": 600_000}, "own_read_max_us"),
        # Degenerate: capacity for everything.
        (WAIT | {"projector.instances": 64, "bus.partitions": 64}, "cost"),
    ],
)
def test_naive_and_degenerate_settings_fail_for_a_reason(
    attempt: dict[str, Any], reason: str
) -> None:
    assert all(reason in each for each in why("own-reads", attempt))


def test_neither_the_load_nor_the_reads_can_be_turned_off() -> None:
    assert not [name for name in OWN_READS.parameters if name.startswith(("load.", "cost."))]


def test_the_figures_are_those_of_the_records() -> None:
    trace = run(scenario(OWN_READS.base, 3, WAIT))
    own = [read for read in records(trace, "query.served") if read["acked_version"]]
    stale = [read for read in own if read["seen_version"] < read["acked_version"]]
    slowest = max(read["at_us"] - read["asked_us"] for read in own)
    found = figures(trace)
    assert found["stale_own_share"] == len(stale) / len(own)
    assert found["own_read_max_us"] == slowest == 252_000
    assert len(own) == len(records(trace, "cmd.acknowledged"))


def test_a_solution_of_another_kind_passes_too() -> None:
    """The write model answers, but only for as long as the view is usually behind."""
    assert verdict("own-reads", {"query.consistency": "sticky", "query.sticky_us": 150_000})[
        "passed"
    ]
