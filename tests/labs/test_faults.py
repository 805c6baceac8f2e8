"""The faults, and what the consumer's strategy makes of them."""

from typing import Any

import pytest

from labs_py import run
from labs_py.read_model import fold
from tests.labs.runs import STILL, first, log, order, ran, records, scenario, view

SEEDS = range(1, 9)
DUPLICATES = {"faults.duplicate": 0.3}


@pytest.mark.parametrize("seed", SEEDS)
def test_duplicates_make_a_naive_counter_wrong(seed: int) -> None:
    trace = ran(seed, parameters=DUPLICATES)
    rows, deliveries = trace["measures"]["rows"], trace["measures"]["deliveries"]
    assert rows["wrong"] > 0
    assert view(trace) != fold(log(trace))
    assert deliveries["duplicates_applied"] == deliveries["duplicates_delivered"] > 0
    surplus = sum(row.orders for row in view(trace).values()) - len(log(trace))
    assert surplus == deliveries["duplicates_applied"]


@pytest.mark.parametrize("seed", SEEDS)
def test_remembering_ids_makes_it_right_on_the_same_deliveries(seed: int) -> None:
    naive = ran(seed, parameters=DUPLICATES)
    trace = ran(seed, parameters=DUPLICATES | {"projector.strategy": "by_id"})
    deliveries = trace["measures"]["deliveries"]
    assert trace["measures"]["rows"]["wrong"] == 0
    assert view(trace) == fold(log(trace))
    assert deliveries["duplicates_applied"] == 0
    assert deliveries["duplicates_skipped"] == deliveries["duplicates_delivered"]
    assert deliveries["started"] == naive["measures"]["deliveries"]["started"]


@pytest.mark.parametrize("seed", SEEDS)
def test_without_duplicates_a_naive_counter_is_right(seed: int) -> None:
    trace = ran(seed, parameters={"faults.delay": 0.2})
    assert view(trace) == fold(log(trace))
    assert trace["measures"]["rows"]["wrong"] == 0


def test_a_wrong_row_names_the_event_it_began_with() -> None:
    trace = run(scenario(order(0), order(9_000_000), parameters=STILL | {"faults.duplicate": 1}))
    applied = records(trace, "view.applied")
    assert [record["effect"] for record in applied] == [1, 2, 1, 2]
    assert [record["right"] for record in applied] == [True, False, False, False]
    assert [record["after"]["orders"] for record in applied] == [1, 2, 3, 4]
    assert [record["expected"]["orders"] for record in applied] == [1, 1, 2, 2]
    began = applied[1]
    assert [record["wrong_since"] for record in applied] == [None, *[began["seq"]] * 3]
    assert trace["measures"]["rows"]["first_wrong_event"] == began["event_id"] == "e1"


def test_a_defence_chosen_too_late_does_not_heal_a_row() -> None:
    late = {"at_us": 5_000_000, "kind": "set", "parameter": "projector.strategy", "value": "by_id"}
    trace = run(
        scenario(order(0), late, order(9_000_000), parameters=STILL | {"faults.duplicate": 1})
    )
    assert [record["effect"] for record in records(trace, "view.applied")] == [1, 2, 1]
    assert len(records(trace, "view.skipped")) == 1
    assert trace["measures"]["rows"]["wrong"] == 1


def test_turning_duplicates_up_keeps_those_there_were() -> None:
    def doubled(share: float) -> set[str]:
        sent = records(ran(parameters={"faults.duplicate": share}), "outbox.sent")
        return {record["event_id"] for record in sent if record["copies"] == 2}

    some, more = doubled(0.1), doubled(0.4)
    assert some < more


def test_one_fault_moves_nothing_of_the_other() -> None:
    def sent(share: float) -> list[int]:
        trace = ran(parameters=DUPLICATES | {"faults.delay": share})
        return [record["copies"] for record in records(trace, "outbox.sent")]

    def first_arrivals(share: float) -> list[int]:
        trace = ran(parameters={"faults.duplicate": share, "faults.delay": 0.3})
        return [r["at_us"] for r in records(trace, "bus.enqueued") if r["copy"] == 1]

    assert sent(0) == sent(1)
    assert first_arrivals(0) == first_arrivals(1)


def test_a_second_copy_comes_after_the_first_by_the_gap_it_is_given() -> None:
    trace = ran(parameters={"faults.duplicate": 1, "faults.duplicate_gap_us": 100_000})
    arrived = {(r["event_id"], r["copy"]): r["at_us"] for r in records(trace, "bus.enqueued")}
    gaps = [at - arrived[event, 1] for (event, copy), at in arrived.items() if copy == 2]
    assert len(gaps) == len(log(trace)) > 50
    assert min(gaps) >= 0
    assert sum(gaps) / len(gaps) == pytest.approx(100_000, rel=0.3)


def test_a_fault_moves_nothing_on_the_write_side() -> None:
    def written(faults: dict[str, Any]) -> list[tuple[int, str]]:
        trace = ran(parameters=faults)
        kept = ("cmd.received", "evt.committed", "cmd.acknowledged")
        return [(r["at_us"], r["command_id"]) for r in trace["records"] if r["kind"] in kept]

    calm = written({})
    assert written({"faults.duplicate": 1, "faults.delay": 1}) == calm


def test_a_held_up_delivery_holds_up_its_partition_and_keeps_its_order() -> None:
    calm, trace = ran(), ran(parameters={"faults.delay": 0.2})
    for name in ("time_lag_max_us", "event_lag_max"):
        assert trace["measures"][name] > calm["measures"][name]
    for partition in range(3):
        arrived = [r for r in records(trace, "bus.enqueued") if r["partition"] == partition]
        positions = [record["position"] for record in arrived]
        assert positions == sorted(positions)


def test_the_first_lab_goes_wrong_and_comes_right_as_its_text_says() -> None:
    given = first()
    assert run(given)["measures"]["rows"]["wrong"] == 0
    given["parameters"]["faults.duplicate"] = 0.3
    assert run(given)["measures"]["rows"]["wrong"] > 0
    given["parameters"]["projector.strategy"] = "by_id"
    assert run(given)["measures"]["rows"]["wrong"] == 0
