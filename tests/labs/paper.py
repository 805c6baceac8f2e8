"""Records written by hand, and the measures of them: small enough to be worked out on paper."""

from typing import Any

from labs_py.measures import measures
from labs_py.scenario import read_scenario
from tests.labs.runs import order, scenario

PARAMETERS = {
    "handler.servers": 2,
    "bus.partitions": 2,
    "projector.instances": 1,
    "query.stale_us": 100,
    "api.deadline_us": 500,
    "store.event_bytes": 1_000_000,
}


def told(*lines: tuple[Any, ...], end_us: int = 1000, **parameters: Any) -> dict[str, Any]:
    """Return the measures of records: ``(at_us, kind, {fields})``."""
    records = [
        {"seq": seq, "at_us": at_us, "kind": kind, **fields}
        for seq, (at_us, kind, fields) in enumerate(lines)
    ]
    named = {name.replace("__", "."): value for name, value in parameters.items()}
    given = read_scenario(scenario(order(0), parameters=PARAMETERS | named))
    return measures(records, given.as_json(), end_us)


def gauge(at_us: int, lag: int, gap: int, oldest_us: int | None) -> tuple[Any, ...]:
    return at_us, "gauge", {"event_lag": lag, "mark_gap": gap, "oldest_us": oldest_us}


def received(at_us: int, number: int, key: str = "") -> tuple[Any, ...]:
    command = {"customer": "ada", "amount": 1} | ({"idempotency_key": key} if key else {})
    return at_us, "cmd.received", {"command_id": f"c{number}", "session": "s", "command": command}


def acknowledged(at_us: int, number: int, latency_us: int) -> tuple[Any, ...]:
    fields = {"command_id": f"c{number}", "event_id": f"e{number}", "latency_us": latency_us}
    return at_us, "cmd.acknowledged", fields


def message(number: int, offset: int = 0, partition: int = 0) -> dict[str, Any]:
    named = {"command_id": f"c{number}", "event_id": f"e{number}", "position": number}
    return named | {"partition": partition, "offset": offset or number, "copy": 1}


def on(at_us: int, kind: str, number: int, offset: int = 0, **more: Any) -> tuple[Any, ...]:
    return at_us, kind, message(number, offset) | more


def applied(at_us: int, number: int, latency_us: int, **more: Any) -> tuple[Any, ...]:
    row: dict[str, Any] = {
        "key": "ada",
        "version": number,
        "effect": 1,
        "right": True,
        "latency_us": latency_us,
    }
    return on(at_us, "view.applied", number, **(row | more))


def passed(at_us: int, number: int) -> tuple[Any, ...]:
    lag = {"event_lag": 0, "mark_gap": 0, "oldest_us": None}
    return at_us, "ckpt.advanced", {"partition": 0, "offset": number, "position": number} | lag


def read(at_us: int, session: str, seen: int, acked: int, stale_us: int, **more: Any) -> Any:
    fields = {"session": session, "key": "ada", "seen_version": seen, "acked_version": acked}
    fields |= {"staleness_us": stale_us, "right": True, "asked_us": at_us - 10}
    return at_us, "query.served", fields | more


def committed(at_us: int, number: int, decided_on: int = 0, **event: Any) -> list[tuple[Any, ...]]:
    """Write how a command becomes an event: alone in its stream if not told otherwise."""
    named: dict[str, Any] = {"event": {"stream_id": f"s{number}", "version": 1} | event}
    named |= {"event_lag": 0, "mark_gap": 0, "oldest_us": None}
    started = {"command_id": f"c{number}", "expected_version": decided_on}
    return [
        (at_us, "cmd.started", started),
        (at_us, "evt.assigned", {"command_id": f"c{number}", "position": number}),
        on(at_us, "evt.committed", number, **named),
    ]
