"""The read side in time: published, queued, delivered, applied, checkpointed, asked."""

from typing import Any

from labs_py import faults, query
from labs_py.path import Path
from labs_py.queue import Message
from labs_py.store import Event


def publish(path: Path, event: Event) -> None:
    """A committed event waits for the relay, which looks at every multiple of its interval."""
    interval_us = path.whole("relay.poll_us")
    wait_us = -path.kernel.now_us % interval_us if interval_us else 0
    path.kernel.schedule(wait_us, "relay", event)


def relay(path: Path, event: Event) -> None:
    """The relay sends an event to its partition: once, or as often as the faults will have it."""
    state = path.state
    partition = state.queue.partition_of(event["partition_key"])
    hop_us = path.draw_us("net", "hop")
    copies = faults.copies(state.parameters, state.streams)
    path.record("outbox.sent", copies=len(copies), **_about(event), partition=partition)
    for copy, extra_us in copies:
        at_us = path.kernel.now_us + hop_us + extra_us
        if copy == 1:
            at_us = state.queue.in_order(partition, at_us)
        path.kernel.schedule(at_us - path.kernel.now_us, "enqueue", (event, copy))


def _about(event: Event) -> dict[str, Any]:
    return {name: event[name] for name in ("command_id", "event_id", "position")}


def enqueue(path: Path, task: tuple[Event, int]) -> None:
    """One copy of an event arrives in its partition."""
    message = path.state.queue.enqueue(*task)
    path.record("bus.enqueued", **message.where())
    _deliver(path)


def _deliver(path: Path) -> None:
    """The projector takes the message that has waited longest, if it is free."""
    message = None if path.state.projector.busy else path.state.queue.next()
    if message is None:
        return
    path.state.projector.busy = True
    path.record("dlv.started", attempt=1, **message.where())
    path.kernel.schedule(path.draw_us("projector", "service"), "finish", message)


def finish(path: Path, message: Message) -> None:
    """The projector has worked on a message: effect first, checkpoint after (at least once)."""
    projector = path.state.projector
    strategy = str(path.state.parameters["projector.strategy"])
    events, reason = projector.admit(strategy, message.event)
    for event in events:
        _apply(path, message, event)
    if not events:
        key = message.event["partition_key"]
        path.record("view.skipped", reason=reason, key=key, **message.where())
    path.state.queue.acknowledge(message.partition)
    path.state.lag.passed(message.event["position"])
    path.record("ckpt.advanced", **projector.checkpoint(message), **path.state.lag.gauge())
    projector.busy = False
    _deliver(path)


def _apply(path: Path, message: Message, event: Event) -> None:
    state, key = path.state, event["partition_key"]
    before, after = state.view.apply(event)
    expected = state.truth.at(key, after["version"])
    if after == expected:
        state.wrong_since.pop(key, None)
    else:
        state.wrong_since.setdefault(key, len(path.records))
    path.record(
        "view.applied",
        **message.where(),
        version=event["version"],
        key=key,
        before=before,
        after=after,
        expected=expected,
        right=after == expected,
        wrong_since=state.wrong_since.get(key),
        effect=state.projector.effect(event),
        latency_us=path.kernel.now_us - state.received_us[event["command_id"]],
    )


def ask(path: Path, session: str, key: str) -> None:
    """A session asks for one row; the answer is read when the query is served."""
    request = {"session": session, "key": key, "asked_us": path.kernel.now_us}
    path.kernel.schedule(path.whole("query.cost_us"), "serve", request)


def serve(path: Path, request: dict[str, Any]) -> None:
    """The query reads the row as it stands now: it waits for nothing."""
    state, key = path.state, request["key"]
    path.record(
        "query.served",
        session=request["session"],
        asked_us=request["asked_us"],
        required_version=None,
        wait_us=0,
        acked_version=state.acknowledged.get(f"{request['session']}/{key}", 0),
        **query.answer(state.view, state.truth, key, path.kernel.now_us),
    )
