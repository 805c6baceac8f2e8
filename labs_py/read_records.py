"""What the facts of the read side say, one function for each kind of record."""

from labs_py.event import Event
from labs_py.observer import Observer
from labs_py.query import Answer, Request, answer
from labs_py.queue import Message
from labs_py.read_model import Row, shown
from labs_py.trace import Fields, Teller


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


def _paused(_: Observer, message: Message, pause_us: int) -> Fields:
    return message.named() | {"pause_us": pause_us}


def _taken(_: Observer, projector: int, message: Message) -> Fields:
    return message.named() | {"projector": projector}


def _failed(_: Observer, message: Message, reason: str, attempt: int) -> Fields:
    return message.named() | {"key": message.event.key, "reason": reason, "attempt": attempt}


def _again(_: Observer, message: Message, attempt: int, wait_us: int) -> Fields:
    return message.named() | {"attempt": attempt, "wait_us": wait_us}


def _buffered(_: Observer, message: Message) -> Fields:
    return message.named() | {"key": message.event.key, "version": message.event.version}


def _advanced(observer: Observer, message: Message) -> Fields:
    """A consumer that compares its clock with a stamp of the store's thinks it is so late."""
    place = {"partition": message.partition, "offset": message.offset}
    found = place | {"position": observer.passed(message)} | observer.lag.gauge()
    event = message.event
    if event.skew_us:
        found["reported_lag_us"] = observer.at_us - event.recorded_at - event.skew_us
    return found


def _refused_checkpoint(_: Observer, message: Message) -> Fields:
    place = {"partition": message.partition, "offset": message.offset}
    return place | {"position": message.event.position}


def _refused(_: Observer, event: Event, copy: int) -> Fields:
    return event.named() | {"partition": event.partition, "copy": copy}


def _unsent(_: Observer, event: Event, reason: str) -> Fields:
    return event.named() | {"partition": event.partition, "reason": reason}


def _blocked(_: Observer, partition: int, waiting: int) -> Fields:
    return {"partition": partition, "waiting": waiting}


def _served(observer: Observer, request: Request, given: Answer) -> Fields:
    return {
        "session": request.session,
        "asked_us": request.asked_us,
        "required_version": given.required,
        "wait_us": given.wait_us,
        "acked_version": given.acked,
        **answer(observer.truth, request.key, given, observer.at_us),
        **({"source": given.source} if given.source else {}),
    }


READ_SIDE: dict[str, Teller] = {
    "outbox.sent": _sent,
    "bus.enqueued": _enqueued,
    "dlv.started": _delivered,
    "view.applied": _applied,
    "view.skipped": _skipped,
    "view.buffered": _buffered,
    "bus.dropped": _dropped,
    "bus.refused": _refused,
    "bus.blocked": _blocked,
    "pub.lost": _unsent,
    "dlv.crashed": _crashed,
    "dlv.paused": _paused,
    "claim.taken": _taken,
    "view.rejected": _failed,
    "retry.scheduled": _again,
    "dlq.parked": _skipped,
    "ckpt.advanced": _advanced,
    "ckpt.fenced": _refused_checkpoint,
    "ckpt.regressed": _refused_checkpoint,
    "query.served": _served,
}
