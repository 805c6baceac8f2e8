"""Events in a form that the consumer does not expect: who fails, who reads on, what is missing."""

from typing import Any

import pytest

from labs_py import run
from tests.labs.runs import STILL, order, records, scenario, view

FORMS = ("unknown_type", "unknown_field", "missing_field", "old_version")


def surprised(form: str, **more: Any) -> dict[str, Any]:
    """Three orders of ada and one of bob; the second of ada is written in this form."""
    acts = [order(0), order(2_000_000, amount=30), order(4_000_000), order(4_500_000, "bob")]
    strike = {"at_us": 1_500_000, "kind": "strike", "fault": form}
    named = {name.replace("__", "."): value for name, value in more.items()}
    return run(scenario(*acts, strike, parameters=STILL | named))


def test_each_form_shows_in_the_envelope() -> None:
    shown = {}
    for form in FORMS:
        event = records(surprised(form), "evt.committed")[1]["event"]
        shown[form] = (event["type"], event["schema_version"], event["data"])
    assert shown == {
        "unknown_type": ("GiftOrderPlaced", 1, {"customer": "ada", "amount": 30}),
        "unknown_field": ("OrderPlaced", 2, {"customer": "ada", "amount": 30, "channel": "app"}),
        "missing_field": ("OrderPlaced", 2, {"customer": "ada"}),
        "old_version": ("OrderPlaced", 0, {"customer": "ada", "sum": 30}),
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_strict_consumer_fails_on_every_attempt_and_parks_the_stream(form: str) -> None:
    trace = surprised(form, projector__retries=2)
    assert [r["reason"] for r in records(trace, "view.rejected")] == ["schema"] * 3
    assert [r["reason"] for r in records(trace, "dlq.parked")] == ["schema", "sequence"]
    assert view(trace) == {"ada": (1, 20, 1), "bob": (1, 20, 1)}


ADA = {
    "unknown_type": (2, 40, 3),
    "unknown_field": (3, 70, 3),
    "missing_field": (3, 40, 3),
    "old_version": (3, 40, 3),
}
"""What a tolerant consumer makes of it: only a field too many does no harm."""


@pytest.mark.parametrize("form", FORMS)
def test_a_tolerant_consumer_reads_on_with_what_it_knows(form: str) -> None:
    trace = surprised(form, projector__schema="tolerant")
    assert view(trace) == {"ada": ADA[form], "bob": (1, 20, 1)}
    assert records(trace, "view.rejected") == records(trace, "dlq.parked") == []
    assert trace["measures"]["rows"]["wrong"] == (form != "unknown_field")


def test_a_type_that_is_left_out_leaves_no_gap_in_the_versions() -> None:
    """A consumer that keeps the order must count what it does not understand."""
    trace = surprised(
        "unknown_type", projector__schema="tolerant", projector__strategy="strict_buffer"
    )
    assert [r["reason"] for r in records(trace, "view.skipped")] == ["unknown_type"]
    assert records(trace, "view.buffered") == []
    assert view(trace)["ada"] == (2, 40, 3)


def test_a_share_of_events_is_written_so_and_no_other_draw_moves() -> None:
    def sent(share: float) -> list[tuple[int, str]]:
        given = {"load.commands_per_s": 40, "handler.service_us": 5000, "relay.poll_us": 0}
        trace = run(scenario(parameters=given | {"faults.surprise": share}))
        versions.append([r["event"]["schema_version"] for r in records(trace, "evt.committed")])
        return [(r["at_us"], r["event_id"]) for r in records(trace, "outbox.sent")]

    versions: list[list[int]] = []
    assert sent(0) == sent(0.2)
    assert versions[0].count(1) == len(versions[0])
    assert versions[1].count(2) == pytest.approx(0.2 * len(versions[1]), rel=0.4)
