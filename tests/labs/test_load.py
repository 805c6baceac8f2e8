"""The background load: when commands come, for whom, what is wrong with them, who sends twice."""

import math
import statistics
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from labs_py import run
from tests.labs.runs import BUSY, order, records, scenario

QUICK: dict[str, Any] = {
    "load.commands_per_s": 50,
    "load.until_us": 20_000_000,
    "load.customers": 50,
    "handler.service_us": 0,
    "handler.servers": 64,
    "store.append_us": 0,
    "net.hop_us": 1000,
    "relay.poll_us": 0,
    "projector.service_us": 0,
}


def loaded(*interventions: Any, seed: int = 1, **parameters: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in parameters.items()}
    return run(scenario(*interventions, seed=seed, parameters=QUICK | named))


def sent(trace: dict[str, Any]) -> list[int]:
    return [record["at_us"] for record in records(trace, "cmd.received")]


def test_evenly_is_evenly() -> None:
    assert sent(loaded(load__arrival_law="deterministic")) == list(
        range(20_000, 20_000_001, 20_000)
    )


def test_given_instants_are_kept_to_the_microsecond() -> None:
    instants = [0, 5, 5, 1_000_000, 19_999_999, 20_000_000, 20_000_001]
    trace = loaded(load__arrival_law="trace", load__instants_us=instants)
    assert sent(trace) == instants[:-1]


def test_given_instants_go_on_where_they_were_when_their_end_is_changed() -> None:
    instants = [10, 20, 20, 30, 40]
    changes = [
        {"at_us": at_us, "kind": "set", "parameter": "load.until_us", "value": 1000}
        for at_us in (15, 20, 21)
    ]
    assert sent(loaded(*changes, load__arrival_law="trace", load__instants_us=instants)) == instants


def asked_at(trace: dict[str, Any]) -> list[int]:
    return [record["asked_us"] for record in records(trace, "query.served")]


def changed(parameter: str, value: Any) -> dict[str, Any]:
    return {"at_us": 1_000_000, "kind": "set", "parameter": parameter, "value": value}


OTHERS: dict[str, Any] = {
    "load.customers": 3,
    "load.zipf": 1,
    "load.resubmits": 0,
    "load.timeout_us": 60_000_000,
    "load.think_us": 5,
    "load.on_us": 5000,
    "load.invalid": 0.5,
}
"""Parameters that do not say when a Poisson stream comes."""


@pytest.mark.parametrize("parameter", OTHERS)
def test_what_does_not_say_when_commands_come_moves_none(parameter: str) -> None:
    calm = loaded(load__reads_per_s=20)
    trace = loaded(changed(parameter, OTHERS[parameter]), load__reads_per_s=20)
    assert (sent(trace), asked_at(trace)) == (sent(calm), asked_at(calm))


def test_a_rate_of_commands_moves_no_read_and_a_rate_of_reads_no_command() -> None:
    calm = loaded(load__reads_per_s=20)
    fewer = loaded(changed("load.commands_per_s", 25), load__reads_per_s=20)
    more = loaded(changed("load.reads_per_s", 60), load__reads_per_s=20)
    assert asked_at(fewer) == asked_at(calm)
    assert sent(more) == sent(calm)
    assert len(sent(fewer)) < 0.7 * len(sent(calm))
    assert len(asked_at(more)) > 2 * len(asked_at(calm))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bursts_are_silent_between_and_keep_the_average(seed: int) -> None:
    bursty = {"load__arrival_law": "on_off", "load__on_us": 300_000, "load__off_us": 700_000}
    instants = sent(loaded(seed=seed, **bursty))
    assert [at_us for at_us in instants if at_us % 1_000_000 >= 300_000] == []
    assert len(instants) == pytest.approx(1000, abs=4 * math.sqrt(1000))
    in_bursts = [b - a for a, b in pairwise(instants) if a // 1_000_000 == b // 1_000_000]
    assert statistics.fmean(in_bursts) == pytest.approx(6000, rel=0.15)


def test_a_short_burst_keeps_the_average_too() -> None:
    instants = sent(loaded(load__arrival_law="on_off", load__on_us=1000, load__off_us=999_000))
    assert max(at_us % 1_000_000 for at_us in instants) < 1000
    assert len(instants) == pytest.approx(1000, abs=4 * math.sqrt(1000))


@pytest.mark.parametrize(
    ("rate", "off_us", "until_us", "expected"),
    [
        (700, 999_000, 10_000_000, 7000),
        (50, 60_000_000, 60_000_000, 3000.05),
        (2000, 60_000_000, 99, 12_000.2),
    ],
    ids=["1.4 µs", "a third of a µs", "8 ns"],
)
def test_a_burst_keeps_the_average_however_short_the_gaps_in_it_are(
    rate: int, off_us: int, until_us: int, expected: float
) -> None:
    """All but a few are turned away at once: what counts is when they come. 4 standard errors."""
    bursts = {"load.arrival_law": "on_off", "load.on_us": 1000, "load.off_us": off_us}
    quick = bursts | {"load.commands_per_s": rate, "load.until_us": until_us, "api.rate_per_s": 1}
    instants = sent(run(scenario(parameters=QUICK | quick)))
    assert len(instants) == pytest.approx(expected, abs=4 * math.sqrt(expected))
    assert max(at_us % (1000 + off_us) for at_us in instants) < 1000


def test_a_burst_that_never_ends_is_the_poisson_stream_itself() -> None:
    assert sent(loaded(load__arrival_law="on_off", load__off_us=0)) == sent(loaded())


@pytest.mark.parametrize("exponent", [0.5, 1, 1.5])
def test_customers_are_picked_in_proportion_to_their_rank_to_the_power(exponent: float) -> None:
    """Pearson's statistic over 50 customers, 49 degrees of freedom: 99.99 % lie below 92."""
    trace = loaded(load__zipf=exponent, load__until_us=60_000_000)
    names = ("ada", "bob", "cleo", "dan", "eve", "finn", "gina", "hugo")
    counts = Counter(record["command"]["customer"] for record in records(trace, "cmd.received"))
    weights = {rank: rank**-exponent for rank in range(1, 51)}
    surprise = 0.0
    for rank, weight in weights.items():
        expected = counts.total() * weight / sum(weights.values())
        name = names[rank - 1] if rank <= len(names) else f"customer-{rank}"
        surprise += (counts[name] - expected) ** 2 / expected
    assert surprise < 92


def test_a_share_of_the_commands_breaks_the_contract_and_no_other_draw_moves() -> None:
    calm, trace = loaded(), loaded(load__invalid=0.2)
    commands = trace["measures"]["commands"]
    assert commands["rejected_schema"] == pytest.approx(200, abs=60)
    assert commands["accepted"] == commands["received"] - commands["rejected_schema"]
    assert sent(trace) == sent(calm)
    bodies = [[r["command"] for r in records(each, "cmd.received")] for each in (trace, calm)]
    assert [body | {"amount": abs(body["amount"])} for body in bodies[0]] == bodies[1]
    assert all(r["latency_us"] == 1000 for r in records(trace, "cmd.acknowledged"))


def test_who_submits_twice_counts_twice_unless_keys_are_kept() -> None:
    careless = loaded(load__resubmits=0.3)["measures"]["commands"]
    careful = loaded(load__resubmits=0.3, api__idempotency="on")["measures"]["commands"]
    twice = careful["deduped"]
    assert twice == pytest.approx(0.3 / 1.3 * careless["received"], rel=0.2)
    assert careless["accepted"] == careless["received"] == careful["received"]
    assert careful["accepted"] == careful["received"] - twice


def test_the_second_submission_comes_so_long_after_the_first() -> None:
    trace = loaded(load__resubmits=1, load__resubmit_us=7000, load__commands_per_s=2)
    at_us: dict[str, list[int]] = {}
    for record in records(trace, "cmd.received"):
        at_us.setdefault(record["command"]["idempotency_key"], []).append(record["at_us"])
    assert {second - first for first, second in at_us.values()} == {7000}


def impatient(**more: Any) -> dict[str, Any]:
    """Each answer takes 100 ms and a hop of 1 ms."""
    slow = {"store__append_us": 100_000, "load__commands_per_s": 2}
    return loaded(**(slow | more))


def test_who_is_answered_in_time_does_not_ask_again() -> None:
    calm = impatient()
    assert sent(impatient(load__timeout_us=101_001)) == sent(calm)


def test_who_is_not_answered_in_time_submits_once_more_and_the_order_counts_twice() -> None:
    trace = impatient(load__timeout_us=100_500)
    commands = trace["measures"]["commands"]
    keys = Counter(r["command"]["idempotency_key"] for r in records(trace, "cmd.received"))
    assert set(keys.values()) == {2}
    assert commands["accepted"] == 2 * len(keys)
    kept = impatient(load__timeout_us=100_500, api__idempotency="on")["measures"]["commands"]
    assert (kept["accepted"], kept["deduped"]) == (len(keys), len(keys))


def test_a_refusal_is_an_answer() -> None:
    trace = impatient(load__timeout_us=100_500, load__invalid=1)
    assert sent(trace) == sent(impatient())


def test_a_lost_answer_makes_an_order_count_twice_and_a_key_prevents_it() -> None:
    """The handler dies after the commit: the order is placed, and its author cannot know."""
    crash = {"load__timeout_us": 500_000, "faults__handler_crash": 0.3, "faults__restart_us": 0}
    trace = impatient(**crash)
    commands = trace["measures"]["commands"]
    assert commands["unanswered"] > 5
    assert trace["measures"]["events"]["committed"] == commands["received"]
    orders = Counter(r["command"]["idempotency_key"] for r in records(trace, "cmd.received"))
    assert max(orders.values()) == 2
    kept = impatient(**crash, api__idempotency="on")["measures"]
    assert kept["events"]["committed"] == len(orders)


@pytest.mark.parametrize(("share", "reads_per_s"), [(0.3, 20), (0.3, 400), (1, 100)])
def test_the_share_of_reads_that_follow_an_own_write(share: float, reads_per_s: int) -> None:
    """As the domain model has it: of 400 reads a second, 30 % follow a write of 80 a second."""
    trace = loaded(load__own_read_share=share, load__reads_per_s=reads_per_s)
    reads = trace["measures"]["reads"]
    assert reads["own"] / reads["served"] == pytest.approx(share, abs=0.03)
    assert reads["served"] == pytest.approx(20 * reads_per_s, rel=0.1)


def test_own_reads_come_from_the_author_after_a_time_to_think() -> None:
    thinking: dict[str, Any] = {
        "load__think_law": "constant",
        "load__think_us": 30_000,
        "query__cost_us": 0,
    }
    trace = loaded(load__own_read_share=0.5, load__reads_per_s=50, **thinking)
    told = {r["command_id"]: r["at_us"] for r in records(trace, "cmd.acknowledged")}
    own = [read for read in records(trace, "query.served") if read["session"] != "reader"]
    assert {read["asked_us"] - told[read["session"]] for read in own} == {30_000}
    assert len(own) > 300


def test_few_commands_cannot_be_asked_for_more_reads_than_a_run_can_hold() -> None:
    """Ten million of one command would be on the agenda before the next step is counted."""
    trace = loaded(order(0), load__commands_per_s=0.001, load__own_read_share=1,
                   load__reads_per_s=10_000, load__until_us=600_000_000)  # fmt: skip
    asked = {r["session"] for r in records(trace, "query.served")}
    assert trace["measures"]["reads"]["served"] == 1000 * len(asked) > 0


def test_the_learner_is_no_author_of_the_load() -> None:
    given = scenario(
        order(0), parameters=BUSY | {"load.commands_per_s": 0, "load.resubmits": 1, "load.zipf": 1}
    )
    assert len(records(run(given), "cmd.received")) == 1
