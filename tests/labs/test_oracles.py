"""Laws that hold exactly on every run, whatever is switched on (domain model, section 4.1)."""

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pytest

from labs_py.read_model import Row, fold
from tests.labs.runs import log, ran, records

FAULTS: dict[str, dict[str, Any]] = {
    "calm": {},
    "duplicates": {"faults.duplicate": 0.4},
    "delays": {"faults.delay": 0.2, "faults.delay_us": 300_000},
    "both": {"faults.duplicate": 0.4, "faults.delay": 0.2},
    "both, by id": {
        "faults.duplicate": 0.4,
        "faults.delay": 0.2,
        "projector.strategy": "by_id",
    },
    "log tail": {"relay.poll_us": 0, "bus.partitions": 1, "faults.duplicate": 0.2},
}
CASES = [(seed, name) for seed in (1, 2, 3, 4) for name in FAULTS]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[1]}-{case[0]}")
def trace(request: pytest.FixtureRequest) -> dict[str, Any]:
    seed, name = request.param
    return ran(seed, parameters=FAULTS[name])


def test_every_command_is_accounted_for_at_every_instant(trace: dict[str, Any]) -> None:
    open_commands: set[str] = set()
    closed: set[str] = set()
    for record in trace["records"]:
        if record["kind"] == "cmd.received":
            assert record["command_id"] not in open_commands | closed
            open_commands.add(record["command_id"])
        if record["kind"] in ("cmd.acknowledged", "cmd.rejected"):
            open_commands.remove(record["command_id"])
            closed.add(record["command_id"])
    assert not open_commands
    commands = trace["measures"]["commands"]
    assert commands["received"] == len(closed)
    assert commands["in_flight"] == 0


def test_every_event_is_accounted_for_at_every_instant(trace: dict[str, Any]) -> None:
    """Committed = applied + skipped only + not yet there; and each stage follows the one before."""
    stages = ("evt.committed", "outbox.sent", "bus.enqueued", "dlv.started", "view.")
    reached: list[Counter[str]] = [Counter() for _ in stages]
    for record in trace["records"]:
        for number, stage in enumerate(stages):
            if record["kind"].startswith(stage):
                reached[number][record["event_id"]] += 1
                if number:
                    assert reached[number - 1][record["event_id"]] > 0
    copies = Counter({r["event_id"]: r["copies"] for r in records(trace, "outbox.sent")})
    assert reached[0] == reached[1]
    assert copies == reached[2] == reached[3] == reached[4]
    events, deliveries = trace["measures"]["events"], trace["measures"]["deliveries"]
    assert events["committed"] == events["applied"]
    assert (events["skipped"], events["in_flight"]) == (0, 0)
    assert deliveries["duplicates_delivered"] == copies.total() - len(copies)
    assert deliveries["duplicates_delivered"] == (
        deliveries["duplicates_applied"] + deliveries["duplicates_skipped"]
    )


def test_the_log_is_dense_ordered_and_gap_free_per_stream(trace: dict[str, Any]) -> None:
    events = log(trace)
    assert [event["position"] for event in events] == list(range(1, len(events) + 1))
    assert len({event["event_id"] for event in events}) == len(events)
    assert all(a["recorded_at"] <= b["recorded_at"] for a, b in pairwise(events))
    versions: dict[str, int] = defaultdict(int)
    for event in events:
        versions[event["stream_id"]] += 1
        assert event["version"] == versions[event["stream_id"]]


def test_checkpoints_only_advance_and_never_pass_the_head(trace: dict[str, Any]) -> None:
    offsets: dict[int, int] = defaultdict(int)
    positions: dict[int, int] = defaultdict(int)
    head = 0
    for record in trace["records"]:
        if record["kind"] == "evt.committed":
            head = record["position"]
        if record["kind"] == "ckpt.advanced":
            shard = record["partition"]
            assert record["offset"] == offsets[shard] + 1
            assert positions[shard] <= record["position"] <= head
            offsets[shard], positions[shard] = record["offset"], record["position"]


def test_the_lag_is_what_its_definition_says(trace: dict[str, Any]) -> None:
    """Event lag: committed beyond the checkpoint of their shard. Oldest: the first of them."""
    committed: list[dict[str, Any]] = []
    positions: dict[int, int] = defaultdict(int)
    for record in trace["records"]:
        if record["kind"] == "evt.committed":
            committed.append(record)
        if record["kind"] == "ckpt.advanced":
            positions[record["partition"]] = record["position"]
        if "event_lag" in record:
            behind = [r for r in committed if r["position"] > positions[r["partition"]]]
            assert record["event_lag"] == len(behind)
            oldest = behind[0]["event"]["recorded_at"] if behind else None
            assert record["oldest_us"] == oldest


def test_a_row_is_called_right_exactly_when_it_is_a_fold_of_a_prefix(trace: dict[str, Any]) -> None:
    prefixes: dict[str, list[Any]] = defaultdict(list)
    for record in trace["records"]:
        if record["kind"] == "evt.committed":
            key = record["event"]["partition_key"]
            own = [e for e in log(trace)[: record["position"]] if e["partition_key"] == key]
            prefixes[key].append(fold(own)[key])
        if record["kind"] == "view.applied":
            assert record["right"] == (Row(**record["after"]) in prefixes[record["key"]])
            assert (record["wrong_since"] is None) == record["right"]


def test_replaying_the_log_up_to_the_checkpoints_gives_the_view(trace: dict[str, Any]) -> None:
    """Fold(log[0..C]) = view after every checkpoint, while no duplicate has been applied."""
    events, rows, at = log(trace), {}, defaultdict(int)
    for record in trace["records"]:
        if record["kind"] == "view.applied":
            if record["effect"] > 1:
                break
            rows[record["key"]] = Row(**record["after"])
        if record["kind"] == "ckpt.advanced":
            at[record["partition"]] = record["position"]
            shards = {r["position"]: r["partition"] for r in records(trace, "evt.committed")}
            seen = [event for event in events if event["position"] <= at[shards[event["position"]]]]
            assert rows == fold(seen)


def test_the_projector_is_one_first_come_first_served_server(trace: dict[str, Any]) -> None:
    """Lindley's recursion, exact in whole microseconds: W' = max(0, W + S - A)."""
    copies = [
        [(record["event_id"], record["copy"]) for record in records(trace, kind)]
        for kind in ("bus.enqueued", "dlv.started")
    ]
    assert copies[0] == copies[1]
    arrived = [record["at_us"] for record in records(trace, "bus.enqueued")]
    started = [record["at_us"] for record in records(trace, "dlv.started")]
    finished = [record["at_us"] for record in records(trace, "ckpt.advanced")]
    assert len(arrived) == len(started) == len(finished) > 50
    waits = [begin - arrive for begin, arrive in zip(started, arrived, strict=True)]
    assert waits[0] == 0
    for n, (before, after) in enumerate(pairwise(arrived)):
        service = finished[n] - started[n]
        assert waits[n + 1] == max(0, waits[n] + service - (after - before))


def test_little_holds_as_an_identity(trace: dict[str, Any]) -> None:
    """The area under the event lag is the sum of the times the events were behind."""
    gauges = [record for record in trace["records"] if "event_lag" in record]
    area = sum(a["event_lag"] * (b["at_us"] - a["at_us"]) for a, b in pairwise(gauges))
    recorded = {event["position"]: event["recorded_at"] for event in log(trace)}
    passed: dict[str, int] = {}
    started = records(trace, "dlv.started")
    for delivery, done in zip(started, records(trace, "ckpt.advanced"), strict=True):
        passed.setdefault(delivery["event_id"], done["at_us"] - recorded[delivery["position"]])
    assert area == sum(passed.values())
    assert gauges[-1]["event_lag"] == 0
