"""What each fact says: one function for each kind of record, and the table of all."""

from collections.abc import Callable, Iterable
from typing import Any

from labs_py.command import Command
from labs_py.event import Event
from labs_py.facts import Fact
from labs_py.handler import stream_of
from labs_py.observer import Observer
from labs_py.query import Answer, Request, answer
from labs_py.queue import Message
from labs_py.read_model import Row, shown
from labs_py.trace import Record

type Fields = dict[str, Any]


def records(facts: Iterable[Fact], observer: Observer) -> list[Record]:
    """Return the records of the next facts an observer sees."""
    return [_record(fact, observer) for fact in facts]


def _record(fact: Fact, observer: Observer) -> Record:
    at_us, kind, *parts = fact
    observer.seq += 1
    observer.at_us = at_us
    return {"seq": observer.seq, "at_us": at_us, "kind": kind, **TELLERS[kind](observer, *parts)}


def _received(_: Observer, command: Command) -> Fields:
    about = {"command_id": command.command_id, "session": command.session}
    return about | {"command": command.body}


def _rejected(_: Observer, command: Command, why: dict[str, Any]) -> Fields:
    return {"command_id": command.command_id, **why}


def _deduped(_: Observer, command: Command, first: str) -> Fields:
    return {"command_id": command.command_id, "first": first}


def _rolled_back(_: Observer, event: Event) -> Fields:
    return event.named()


def _held(_: Observer, mark: int, waiting: int) -> Fields:
    return {"position": mark, "waiting": waiting}


def _started(_: Observer, command: Command, expected: int) -> Fields:
    stream_id = stream_of(command.body["customer"])
    return {
        "command_id": command.command_id,
        "stream_id": stream_id,
        "expected_version": expected,
    }


def _assigned(_: Observer, event: Event) -> Fields:
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


def _sent(_: Observer, event: Event, copies: int) -> Fields:
    return event.named() | {"partition": event.partition, "copies": copies}


def _enqueued(_: Observer, message: Message) -> Fields:
    return message.named()


def _delivered(_: Observer, message: Message, attempt: int) -> Fields:
    return message.named() | {"attempt": attempt}


def _applied(observer: Observer, message: Message, before: Row | None, after: Row) -> Fields:
    event = message.event
    expected = observer.expected(event, after)
    return message.named() | {
        "version": event.version,
        "key": event.key,
        "before": shown(before),
        "after": shown(after),
        "expected": shown(expected),
        "right": after == expected,
        "wrong_since": observer.wrong_since.get(event.key),
        "effect": observer.effect(event),
        "latency_us": observer.at_us - event.draft.command.received_us,
    }


def _skipped(_: Observer, message: Message, reason: str) -> Fields:
    return message.named() | {"key": message.event.key, "reason": reason}


def _dropped(_: Observer, event: Event) -> Fields:
    return event.named() | {"partition": event.partition}


def _crashed(_: Observer, message: Message, point: str) -> Fields:
    return message.named() | {"point": point}


def _refused(_: Observer, message: Message, attempt: int) -> Fields:
    reason = "poison" if message.event.poison else "transient"
    return message.named() | {"key": message.event.key, "reason": reason, "attempt": attempt}


def _again(_: Observer, message: Message, wait_us: int) -> Fields:
    return message.named() | {"attempt": message.attempt, "wait_us": wait_us}


def _buffered(_: Observer, message: Message) -> Fields:
    return message.named() | {"key": message.event.key, "version": message.event.version}


def _advanced(observer: Observer, message: Message) -> Fields:
    place = {"partition": message.partition, "offset": message.offset}
    return place | {"position": observer.passed(message)} | observer.lag.gauge()


def _served(observer: Observer, request: Request, given: Answer) -> Fields:
    """A row of the write model is the newest there is, which the observer knows."""
    row, truth = given.row, observer.truth
    if given.source == "write_model":
        row = truth.at(request.key, truth.head(request.key))
    return {
        "session": request.session,
        "asked_us": request.asked_us,
        "required_version": given.required,
        "wait_us": given.wait_us,
        "acked_version": given.acked,
        **answer(truth, request.key, row, observer.at_us),
        **({"source": given.source} if given.source else {}),
    }


TELLERS: dict[str, Callable[..., Fields]] = {
    "cmd.received": _received,
    "cmd.rejected": _rejected,
    "cmd.deduped": _deduped,
    "cmd.conflicted": _rejected,
    "evt.rolledback": _rolled_back,
    "hwm.held": _held,
    "cmd.started": _started,
    "evt.assigned": _assigned,
    "evt.committed": _committed,
    "cmd.acknowledged": _acknowledged,
    "outbox.sent": _sent,
    "bus.enqueued": _enqueued,
    "dlv.started": _delivered,
    "view.applied": _applied,
    "view.skipped": _skipped,
    "view.buffered": _buffered,
    "bus.dropped": _dropped,
    "dlv.crashed": _crashed,
    "view.rejected": _refused,
    "retry.scheduled": _again,
    "dlq.parked": _skipped,
    "ckpt.advanced": _advanced,
    "query.served": _served,
}
"""Every kind of record, and the function that says what its facts mean."""
