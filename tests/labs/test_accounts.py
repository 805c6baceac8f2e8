"""Where everything went, on records written by hand: each place has a number of its own."""

from itertools import count
from pathlib import Path
from typing import Any

from labs_py.command_line.figures import flat
from tests.labs import test_measures
from tests.labs.paper import acknowledged, applied, committed, on, passed, received, told


def test_every_command_counts_where_it_ended() -> None:
    reasons = ("schema", "conflict", "key_reused", "rolled_back", "limit", "deadline", "domain")
    refused = [
        (0, "cmd.rejected", {"command_id": f"{reason}{n}", "reason": reason})
        for number, reason in enumerate(reasons, start=1)
        for n in range(number)
    ]
    found = told(
        *(received(0, n) for n in range(1, 67)),
        *refused,
        *(acknowledged(0, n, 0) for n in range(8)),
        *[(0, "cmd.deduped", {"command_id": "c", "first": "c"})] * 9,
        *[(0, "cmd.crashed", {"command_id": "c"})] * 10,
        *[(0, "cmd.conflicted", {"command_id": "c"})] * 3,
        *[(0, "evt.assigned", {"position": 1})] * 15,
    )
    assert found["commands"] == {
        "received": 66,
        "rejected_schema": 1,
        "rejected_conflict": 2,
        "rejected_key_reused": 3,
        "rejected_rolled_back": 4,
        "rejected_limit": 5,
        "rejected_deadline": 6,
        "rejected_domain": 7,
        "accepted": 8,
        "deduped": 9,
        "unanswered": 10,
        "in_flight": 11,
        "conflicts": 3 + 2,
        "append_attempts": 15 + 5,
        "conflict_rate": 0.25,
        "lost_updates": 0,
    }
    assert found["rates"]["acknowledged_per_s"] == 8000


def test_an_update_is_lost_when_no_later_state_was_decided_on_it() -> None:
    """In `a` the second knew nothing of the first; in `b` neither the second nor the third did."""
    found = told(
        *committed(1, 1, 0, stream_id="a", version=1),
        *committed(2, 2, 0, stream_id="a", version=2),
        *committed(3, 3, 2, stream_id="a", version=3),
        *committed(4, 4, 0, stream_id="b", version=1),
        *committed(5, 5, 0, stream_id="b", version=2),
        *committed(6, 6, 0, stream_id="b", version=3),
        *committed(7, 7, 0, stream_id="c", version=1),
        *committed(8, 8, 1, stream_id="c", version=2),
    )
    assert found["commands"]["lost_updates"] == 1 + 2


def test_every_event_counts_once_where_it_got_furthest() -> None:
    """One is lost, two buffered, three parked, and so on; what got further was elsewhere before."""
    numbers = count(1)
    lost, buffered, parked, skipped, effects, waiting = (
        [next(numbers) for _ in range(many)] for many in range(1, 7)
    )
    found = told(
        *(record for n in range(1, 22) for record in committed(0, n)),
        *(on(1, "view.buffered", n) for n in buffered + parked + skipped + effects),
        *(on(2, "dlq.parked", n, key="k", reason="poison") for n in parked + skipped + effects),
        *(on(3, "view.skipped", n, reason="old") for n in skipped + effects),
        *(applied(4, n, 4) for n in effects),
        *(passed(5, n) for n in lost + buffered + parked + skipped + effects),
    )
    assert waiting[-1] == 21
    assert found["events"] == {
        "committed": 21,
        "lost": 1,
        "buffered": 2,
        "parked": 3,
        "skipped": 4,
        "applied": 5,
        "in_flight": 6,
    }


def test_duplicates_are_what_comes_beyond_the_first_and_an_inversion_is_a_step_back() -> None:
    """Three events in nine deliveries; the row of ada goes 3, 1, 2, 3 and that of bob 1."""
    found = told(
        *(on(0, "dlv.started", n, attempt=1) for n in (1, 1, 1, 2, 2, 3, 3, 3, 3)),
        *(on(0, "dlv.crashed", 1, point="before_effect") for _ in range(4)),
        *(on(0, "retry.scheduled", 1, attempt=1, wait_us=1) for _ in range(5)),
        *(applied(1, n, 1, key="ada") for n in (3, 1, 2, 3)),
        applied(1, 1, 1, key="bob"),
        *(on(2, "view.skipped", 2, reason=why) for why in ("duplicate", "old", "old", "error")),
    )
    assert found["deliveries"] == {
        "started": 9,
        "duplicates_delivered": 6,
        "duplicates_applied": 2,
        "duplicates_skipped": 3,
        "crashes": 4,
        "retries": 5,
        "order_inversions": 2,
    }


def test_rows_are_wrong_by_how_they_ended_and_by_where_the_first_went_wrong() -> None:
    """The row of ada is mended, that of bob is not."""
    found = told(
        applied(1, 1, 1, key="ada"),
        applied(2, 2, 1, key="ada", right=False),
        applied(3, 3, 1, key="bob", right=False),
        applied(4, 4, 1, key="ada"),
    )
    assert found["rows"] == {
        "count": 2, "wrong": 1, "first_wrong_seq": 1, "first_wrong_event": "e2",
    }  # fmt: skip


def test_no_measure_is_without_a_trace_on_paper() -> None:
    files = (__file__, str(test_measures.__file__))
    named: Any = " ".join(Path(file).read_text(encoding="utf-8") for file in files)
    leaves = {name.rsplit(".", 1)[-1] for name in flat(told(end_us=0))}
    assert sorted(leaf for leaf in leaves if f'"{leaf}"' not in named) == []
