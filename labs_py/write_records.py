"""What the facts of the write side say, one function for each kind of record."""

from typing import Any

from labs_py.command import Command
from labs_py.event import Event
from labs_py.handler import stream_of
from labs_py.observer import Observer
from labs_py.trace import Fields, Teller


def _received(_: Observer, command: Command) -> Fields:
    about = {"command_id": command.command_id, "session": command.session}
    return about | {"command": command.body}


def _rejected(_: Observer, command: Command, why: dict[str, Any]) -> Fields:
    return {"command_id": command.command_id, **why}


def _deduped(_: Observer, command: Command, first: str) -> Fields:
    return {"command_id": command.command_id, "first": first}


def _rolled_back(observer: Observer, event: Event) -> Fields:
    observer.rolled_back(event)
    return event.named() | observer.lag.gauge()


def _unanswered(_: Observer, event: Event) -> Fields:
    return event.named()


def _held(_: Observer, mark: int, waiting: int) -> Fields:
    return {"position": mark, "waiting": waiting}


def _started(_: Observer, command: Command, expected: int, loading_us: int) -> Fields:
    return {
        "command_id": command.command_id,
        "stream_id": stream_of(command.order["customer"]),
        "expected_version": expected,
        **({"loading_us": loading_us} if loading_us else {}),
    }


def _assigned(observer: Observer, event: Event) -> Fields:
    observer.assigned(event)
    stream_id = stream_of(event.key)
    place = {"stream_id": stream_id, "version": event.version, "partition": event.partition}
    return event.named() | place


def _committed(observer: Observer, event: Event) -> Fields:
    observer.committed(event)
    shown_event = {"partition": event.partition, "event": event.envelope()}
    return event.named() | shown_event | observer.lag.gauge()


def _acknowledged(observer: Observer, event: Event) -> Fields:
    latency_us = observer.at_us - event.draft.command.received_us
    return event.named() | {"version": event.version, "latency_us": latency_us}


WRITE_SIDE: dict[str, Teller] = {
    "cmd.received": _received,
    "cmd.rejected": _rejected,
    "cmd.deduped": _deduped,
    "cmd.conflicted": _rejected,
    "evt.rolledback": _rolled_back,
    "cmd.crashed": _unanswered,
    "hwm.held": _held,
    "cmd.started": _started,
    "evt.assigned": _assigned,
    "evt.committed": _committed,
    "cmd.acknowledged": _acknowledged,
}
