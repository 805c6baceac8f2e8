"""The read model: an additive counter, and what it ought to be at each version."""

from typing import Any

from labs_py.command import Command
from labs_py.event import Event
from labs_py.ground_truth import GroundTruth
from labs_py.handler import decide
from labs_py.read_model import ReadModel, Row, applied, fold


def envelope(version: int, amount: int, key: str = "ada") -> dict[str, Any]:
    return {"partition_key": key, "version": version, "data": {"amount": amount}}


def event(version: int, amount: int, key: str = "ada") -> Event:
    body = {"customer": key, "amount": amount}
    made = Event(decide(Command("learner", version, body, 0), 0), version, version)
    made.recorded_at = version * 100
    return made


def test_a_fold_adds_up_per_customer() -> None:
    assert fold([envelope(1, 5), envelope(1, 7, "bob"), envelope(2, 6)]) == {
        "ada": Row(orders=2, total=11, version=2),
        "bob": Row(orders=1, total=7, version=1),
    }


def test_applying_an_event_again_counts_again_and_an_old_one_keeps_the_version() -> None:
    row = applied(applied(None, 5, 1), 6, 2)
    assert applied(row, 5, 1) == Row(orders=3, total=16, version=2)
    assert row == Row(orders=2, total=11, version=2)


def test_a_view_says_what_a_row_was_before() -> None:
    view = ReadModel()
    assert view.apply("ada", 5, 1)[0] is None
    before, after = view.apply("ada", 6, 2)
    assert (before, after) == (applied(None, 5, 1), view.rows["ada"])


def test_the_truth_knows_every_prefix_and_how_old_what_a_row_lacks_is() -> None:
    truth, rows = GroundTruth(), fold([envelope(1, 5), envelope(2, 6)])
    for each in (event(1, 5), event(2, 6), event(1, 9, "bob")):
        truth.extend(each)
    found = [truth.at("ada", version) for version in (0, 1, 2)]
    assert found == [None, fold([envelope(1, 5)])["ada"], rows["ada"]]
    assert (truth.head("ada"), truth.head("zoe")) == (2, 0)
    ages = [truth.staleness_us("ada", 1000)]
    for version in (2, 1):
        truth.applied(event(version, 5))
        ages.append(truth.staleness_us("ada", 1000))
    assert ages == [900, 900, 0]
