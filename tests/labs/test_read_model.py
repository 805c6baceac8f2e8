"""The read model: an additive counter, and what it ought to be at each version."""

from typing import Any

from labs_py.read_model import GroundTruth, ReadModel, applied, fold


def event(version: int, amount: int, key: str = "ada") -> dict[str, Any]:
    return {
        "partition_key": key,
        "version": version,
        "recorded_at": version * 100,
        "data": {"amount": amount},
    }


def test_a_fold_adds_up_per_customer() -> None:
    assert fold([event(1, 5), event(1, 7, "bob"), event(2, 6)]) == {
        "ada": {"orders": 2, "total": 11, "version": 2},
        "bob": {"orders": 1, "total": 7, "version": 1},
    }


def test_applying_an_event_again_counts_again_and_an_old_one_keeps_the_version() -> None:
    row = applied(applied(None, event(1, 5)), event(2, 6))
    assert applied(row, event(1, 5)) == {"orders": 3, "total": 16, "version": 2}
    assert row == {"orders": 2, "total": 11, "version": 2}


def test_a_view_says_what_a_row_was_before() -> None:
    view = ReadModel()
    assert view.apply(event(1, 5))[0] is None
    before, after = view.apply(event(2, 6))
    assert (before, after) == (applied(None, event(1, 5)), view.rows["ada"])


def test_the_truth_knows_every_prefix() -> None:
    truth, events = GroundTruth(), [event(1, 5), event(2, 6), event(1, 9, "bob")]
    for each in events:
        truth.extend(each)
    assert [truth.at("ada", version) for version in (0, 1, 2)] == [
        None,
        fold(events[:1])["ada"],
        fold(events)["ada"],
    ]
    assert (truth.head("ada"), truth.head("zoe")) == (2, 0)
