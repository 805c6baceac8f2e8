"""A parameter that changes during a run: what waits for it goes on, and nothing else moves."""

from typing import Any

import pytest

from labs_py import run
from tests.labs.runs import STILL, change, order, records, scenario, strike


def at(trace: dict[str, Any], kind: str) -> list[int]:
    """Return when the records of a kind were told, in ms."""
    return [record["at_us"] // 1000 for record in records(trace, kind)]


def changed(*acts: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in parameters.items()}
    return run(scenario(*acts, parameters=STILL | named))


def test_more_servers_take_up_what_waits_for_one() -> None:
    """Sixteen orders of a second each: three are begun by 2.5 s, then eight servers are there."""
    orders = [order(1000 * number, f"customer-{number}") for number in range(16)]
    slow = {"handler__service_us": 1_000_000, "store__append_us": 0}
    trace = changed(*orders, change(2_500_000, "handler.servers", 8), **slow)
    begun = [0, 1000, 2000, *[2500] * 7, 3000, *[3500] * 5]
    assert at(trace, "cmd.started") == begun


@pytest.mark.parametrize(
    ("reader", "sent"), [("gap_aware", [1000, 6000]), ("naive", [1000]), ("high_water", [6000] * 2)]
)
def test_a_reader_that_minds_no_gap_sends_what_was_held_at_its_next_look(
    reader: str, sent: list[int]
) -> None:
    """The first of two transactions stays open for five seconds; the second waits behind it."""
    acts = (strike(0, "slow_commit"), order(0), order(1, "bob"))
    late = {"store__visibility": "gaps", "handler__servers": 2, "relay__poll_us": 1_000_000}
    trace = changed(*acts, change(900_000, "relay.reader", reader), **late)
    assert at(trace, "outbox.sent") == sent
    held = changed(*acts, change(1_500_000, "relay.reader", reader), **late)
    assert at(held, "outbox.sent") == [2000 if at_ms == 1000 else at_ms for at_ms in sent]


OTHERS = [("faults.cut", "view"), ("faults.outage", "off"), ("bus.capacity", 5)]
"""Changes that free nothing: who looks at times looks no sooner."""


@pytest.mark.parametrize(("parameter", "value"), OTHERS)
@pytest.mark.parametrize(
    ("interval", "kind"), [("relay__poll_us", "outbox.sent"), ("projector__poll_us", "dlv.started")]
)
def test_who_looks_at_times_is_called_by_no_change(
    interval: str, kind: str, parameter: str, value: Any
) -> None:
    """Committed at 80 ms, enqueued at 240 where the relay looks every 200."""
    for at_us in (200_000, 700_000):
        trace = changed(order(0), change(at_us, parameter, value), **{interval: 10_000_000})
        assert at(trace, kind)[:1] == [10_000]


@pytest.mark.parametrize(
    ("parameter", "value", "sent"),
    [
        ("relay.poll_us", 0, [100, 1080]),
        ("relay.poll_us", 150_000, [150, 1200]),
        ("relay.poll_us", 3_000_000, [3000, 3000]),
        ("publish.mode", "log_tail", [100, 1080]),
    ],
)
@pytest.mark.parametrize("before_us", [60_000_000, 200_000])
def test_the_relay_looks_by_the_interval_that_holds(
    before_us: int, parameter: str, value: Any, sent: list[int]
) -> None:
    """Committed at 80 and 1,080 ms; the change comes in between, with a look already planned."""
    acts = (order(0), change(100_000, parameter, value), order(1_000_000))
    assert at(changed(*acts, relay__poll_us=before_us), "outbox.sent") == sent


@pytest.mark.parametrize(
    ("value", "started"), [(0, [300, 700]), (350_000, [350, 750]), (2_000_000, [2000, 2400])]
)
@pytest.mark.parametrize("before_us", [60_000_000, 500_000])
def test_a_projector_looks_by_the_interval_that_holds(
    before_us: int, value: int, started: list[int]
) -> None:
    """Both are enqueued at 240 ms; the first is in work for 400."""
    acts = (order(0), change(300_000, "projector.poll_us", value), order(100_000))
    trace = changed(*acts, projector__poll_us=before_us)
    assert at(trace, "dlv.started") == started


@pytest.mark.parametrize(
    ("given", "kind"), [("relay.poll_us", "outbox.sent"), ("projector.poll_us", "dlv.started")]
)
def test_when_the_broker_is_back_who_polls_finds_out_at_the_next_look(
    given: str, kind: str
) -> None:
    acts = (order(0), change(0, "faults.outage", "on"), change(5_050_000, "faults.outage", "off"))
    once = STILL | {"relay.poll_us": 0, "net.hop_us": 0}
    for interval_us, found in ((0, 5050), (1_000_000, 6000)):
        trace = run(scenario(*acts, parameters=once | {given: interval_us}))
        assert at(trace, kind) == [found]


def test_a_memory_that_is_made_smaller_forgets_at_once() -> None:
    """Three ids are remembered when one may be: second copies of e1 and e3, which come then, pass.

    That of e3 does so because e1 has come again meanwhile.
    """
    twice = {"faults__duplicate": 1, "projector__strategy": "by_id", "projector__service_us": 0}
    acts = [order(at_us, name) for at_us, name in enumerate(("ada", "bob", "cleo"))]
    small = change(450_000, "projector.dedupe_size", 1)
    trace = changed(*acts, small, **twice, handler__servers=3)
    applied = [record["event_id"] for record in records(trace, "view.applied")]
    assert applied == ["e1", "e2", "e3", "e1", "e3"]
    assert at(trace, "view.skipped") == [393]


@pytest.mark.parametrize(
    ("before_us", "after_us", "applied"),
    [(0, 3_000_000, [3240]), (0, 500_000, [2000]), (1_900_000, 3_000_000, [3240])],
)
def test_a_gap_is_given_up_by_the_time_out_that_holds(
    before_us: int, after_us: int, applied: list[int]
) -> None:
    """Of two orders of one stream the first is dropped; the second waits from 240 ms on."""
    strict = {"projector__strategy": "strict_buffer", "projector__service_us": 0}
    later = change(2_000_000, "projector.gap_timeout_us", after_us)
    acts = (strike(0, "drop"), order(0), order(1), later)
    trace = changed(*acts, **strict, projector__gap_timeout_us=before_us)
    assert at(trace, "view.applied") == applied
