"""A consumer that pauses, is replaced, and comes back without knowing it."""

from typing import Any

import pytest

from labs_py import check, run
from labs_py.read_model import fold
from tests.labs.runs import BUSY, STILL, log, order, records, scenario, strike, view

SLOW = STILL | {"projector.service_us": 100_000, "relay.poll_us": 0, "net.hop_us": 0}
ZOMBIE = {"at_us": 0, "kind": "strike", "fault": "zombie"}
LONG = {"faults.pause_us": 5_000_000, "projector.claim_us": 2_000_000}
SEEDS = (1, 2, 3)


def one(*acts: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in more.items()}
    return run(scenario(ZOMBIE, *(acts or (order(0),)), parameters=SLOW | LONG | named))


def told(trace: dict[str, Any], *kinds: str) -> list[tuple[str, int]]:
    begun = records(trace, "dlv.started")[0]["at_us"]
    return [(r["kind"], r["at_us"] - begun) for r in trace["records"] if r["kind"] in kinds]


def test_a_short_pause_is_a_delay_and_nothing_else() -> None:
    trace = one(faults__pause_us=2_000_000)
    assert told(trace, "claim.taken", "view.applied", "ckpt.advanced", "ckpt.fenced") == [
        ("view.applied", 2_100_000),
        ("ckpt.advanced", 2_100_000),
    ]


def test_after_a_long_pause_the_effect_is_there_twice_and_the_checkpoint_is_fenced() -> None:
    """On paper: 100 ms of work, a pause; another takes over after 2 s, the first wakes after 5."""
    trace = one()
    kinds = ("dlv.paused", "claim.taken", "view.applied", "ckpt.advanced", "ckpt.fenced")
    assert told(trace, *kinds) == [
        ("dlv.paused", 100_000),
        ("claim.taken", 2_100_000),
        ("view.applied", 2_200_000),
        ("ckpt.advanced", 2_200_000),
        ("view.applied", 5_100_000),
        ("ckpt.fenced", 5_100_000),
    ]
    assert view(trace) == {"ada": (2, 40, 1)}


def test_without_a_fence_a_newer_checkpoint_is_written_over() -> None:
    trace = one(order(0), order(1_000_000), projector__fencing="off")
    assert records(trace, "ckpt.fenced") == []
    (back,) = records(trace, "ckpt.regressed")
    newest = [r for r in records(trace, "ckpt.advanced") if r["seq"] < back["seq"]][-1]
    assert back["offset"] < newest["offset"]


def test_a_checkpoint_that_is_not_newer_is_not_set_back() -> None:
    """The successor has got as far as the one it replaced; or not even so far."""
    slower = {"at_us": 1_000_000, "kind": "set", "parameter": "projector.service_us"}
    for more in ((), (slower | {"value": 4_000_000},)):
        trace = one(order(0), *more, projector__fencing="off")
        assert len(records(trace, "view.applied")) == 2
        assert records(trace, "ckpt.regressed") == []
        assert [r["offset"] for r in records(trace, "ckpt.advanced")] == [1]


@pytest.mark.parametrize("fencing", ["on", "off"])
def test_in_one_transaction_the_fence_undoes_the_effect_too(fencing: str) -> None:
    trace = one(projector__commit="transactional", projector__fencing=fencing)
    assert view(trace) == {"ada": (1, 20, 1) if fencing == "on" else (2, 40, 1)}


def test_where_the_checkpoint_comes_first_nobody_does_it_again() -> None:
    trace = one(projector__commit="before")
    assert len(records(trace, "view.applied")) == len(records(trace, "dlv.started")) == 1
    assert records(trace, "ckpt.fenced") == []


def test_what_waited_is_the_successors_and_the_batch_in_hand_is_both() -> None:
    acts = [order(at_us) for at_us in (0, 1, 2, 3, 1_000_000)]
    trace = one(*acts, projector__batch=3, projector__batch_us=500_000)
    effects = [r["event_id"] for r in records(trace, "view.applied")]
    assert sorted(effects) == sorted([*{"e1", "e2", "e3", "e4", "e5"}, "e1"])
    assert [r["offset"] for r in records(trace, "ckpt.advanced")] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("consumer", ["by_id", "strict_buffer"])
@pytest.mark.parametrize("fencing", ["on", "off"])
def test_a_consumer_that_remembers_is_right_in_spite_of_zombies(
    seed: int, consumer: str, fencing: str
) -> None:
    undead = {"faults.zombie": 0.1, "faults.pause_us": 400_000, "projector.claim_us": 100_000}
    chosen = {"projector.strategy": consumer, "projector.fencing": fencing, "projector.batch": 3}
    trace = run(scenario(seed=seed, parameters=BUSY | undead | chosen))
    assert len(records(trace, "claim.taken")) > 3
    assert view(trace) == fold(log(trace))
    assert trace["measures"]["deliveries"]["duplicates_applied"] == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_naive_consumer_counts_double_with_a_fence_at_the_checkpoint_alone(seed: int) -> None:
    undead = {"faults.zombie": 0.1, "faults.pause_us": 400_000, "projector.claim_us": 100_000}
    apart = run(scenario(seed=seed, parameters=BUSY | undead))
    assert apart["measures"]["deliveries"]["duplicates_applied"] > 0
    together = run(
        scenario(seed=seed, parameters=BUSY | undead | {"projector.commit": "transactional"})
    )
    assert together["measures"]["deliveries"]["duplicates_applied"] == 0
    assert view(together) == fold(log(together))


def test_checkpoints_go_forward_one_by_one_all_the_same() -> None:
    undead = {"faults.zombie": 0.2, "faults.pause_us": 400_000, "projector.claim_us": 100_000}
    trace = run(scenario(parameters=BUSY | undead | {"projector.instances": 2}))
    offsets: dict[int, int] = {}
    for record in records(trace, "ckpt.advanced"):
        assert record["offset"] == offsets.get(record["partition"], 0) + 1
        offsets[record["partition"]] = record["offset"]
    assert len(records(trace, "ckpt.fenced")) > 3


@pytest.mark.parametrize(("fencing", "parked"), [("on", []), ("off", ["e1", "e2"])])
def test_who_was_replaced_parks_nothing_behind_a_fence(fencing: str, parked: list[str]) -> None:
    """The successor has applied the message; it fails with the zombie, who gives it up at once."""
    failing = [
        {"at_us": at_us, "kind": "set", "parameter": "faults.transient", "value": share}
        for at_us, share in ((4_000_000, 1), (6_000_000, 0))
    ]
    policy = {"projector__on_error": "dlq_sequence", "projector__retries": 0}
    acts = (order(0), *failing, order(7_000_000))
    trace = one(*acts, projector__fencing=fencing, **policy)
    assert [record["event_id"] for record in records(trace, "dlq.parked")] == parked
    assert len(records(trace, "view.rejected")) == 1
    assert view(trace)["ada"].orders == 2 - len(parked[1:])


FIRST = SLOW | {
    "bus.partitions": 1,
    "projector.commit": "before",
    "projector.batch": 3,
    "projector.poll_us": 1_000_000,
    "projector.retries": 0,
    "projector.claim_us": 1_000_000,
    "faults.pause_us": 8_000_000,
}


@pytest.mark.parametrize(
    ("poisoned_us", "parked"), [(0, ["e1"]), (1_500_000, ["e3", "e2"])], ids=["zombie", "heir"]
)
def test_what_a_checkpoint_has_passed_is_given_up_by_who_has_it_alone(
    poisoned_us: int, parked: list[str]
) -> None:
    """One event fails, with the zombie or with who took over: it and its stream are parked.

    The first two are the zombie's and nobody else gets them: a fence that held them up lost them.
    """
    acts = (order(0), order(20_000, "bob"), order(1_500_000, "bob"))
    strokes = (strike(poisoned_us, "poison"), strike(900_000, "zombie"))
    trace = run(scenario(*acts, *strokes, parameters=FIRST))
    assert [record["event_id"] for record in records(trace, "dlq.parked")] == parked
    assert trace["measures"]["events"]["applied"] == 3 - len(parked)
    assert check(trace)["holds"]
