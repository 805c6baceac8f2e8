"""The challenge of invalid orders: why what does not pass does not."""

from typing import Any

import pytest

from tests.labs.verdicts import why


@pytest.mark.parametrize(
    ("attempt", "reason"),
    [
        ({}, "invalid_events"),
        ({}, "refused_p99_us"),
        ({"projector.on_error": "skip"}, "invalid_events"),
        ({"handler.servers": 8}, "refused_p99_us"),
        # Degenerate: next to nobody is let in, so next to nothing goes wrong.
        ({"api.rate_per_s": 1}, "accepted_share"),
        ({"api.validation": "on", "api.in_flight": 1}, "accepted_share"),
        ({"api.validation": "on", "api.deadline_us": 1}, "accepted_share"),
    ],
)
def test_naive_and_degenerate_settings_fail_for_a_reason(
    attempt: dict[str, Any], reason: str
) -> None:
    assert all(reason in each for each in why("invalid-orders", attempt))
