"""The read side in time: published, queued, delivered, applied, checkpointed, asked."""

from typing import Any

from labs_py import faults, query
from labs_py.pipeline import Pipeline
from labs_py.queue import Message
from labs_py.store import Event


def publish(pipeline: Pipeline, event: Event) -> None:
    """A committed event waits for the relay, which looks at every multiple of its interval."""
    interval_us = pipeline.whole("relay.poll_us")
    wait_us = -pipeline.kernel.now_us % interval_us if interval_us else 0
    pipeline.kernel.schedule(wait_us, "relay", event)


def relay(pipeline: Pipeline, event: Event) -> None:
    """The relay sends an event to its partition: once, or twice when a fault will have it."""
    state = pipeline.state
    partition = state.queue.partition_of(event["partition_key"])
    hop_us = pipeline.draw_us("net.hop", "net.hop.relay")
    extra_us, gap_us = faults.crossing(state.parameters, state.streams)
    copies = 1 if gap_us is None else 2
    pipeline.record("outbox.sent", **_about(event), partition=partition, copies=copies)
    first_us = state.queue.in_order(partition, pipeline.kernel.now_us + hop_us + extra_us)
    wait_us = first_us - pipeline.kernel.now_us
    pipeline.kernel.schedule(wait_us, "enqueue", (event, 1))
    if gap_us is not None:
        pipeline.kernel.schedule(wait_us + gap_us, "enqueue", (event, 2))


def _about(event: Event) -> dict[str, Any]:
    return {name: event[name] for name in ("command_id", "event_id", "position")}


def enqueue(pipeline: Pipeline, task: tuple[Event, int]) -> None:
    """One copy of an event arrives in its partition."""
    message = pipeline.state.queue.enqueue(*task)
    pipeline.record("bus.enqueued", **message.where())
    _deliver(pipeline)


def _deliver(pipeline: Pipeline) -> None:
    """The projector takes the message that has waited longest, if it is free."""
    message = None if pipeline.state.projector.busy else pipeline.state.queue.next()
    if message is None:
        return
    pipeline.state.projector.busy = True
    pipeline.record("dlv.started", attempt=1, **message.where())
    pipeline.kernel.schedule(pipeline.draw_us("projector.service"), "finish", message)


def finish(pipeline: Pipeline, message: Message) -> None:
    """The projector has worked on a message: effect first, checkpoint after (at least once)."""
    projector = pipeline.state.projector
    strategy = str(pipeline.state.parameters["projector.strategy"])
    events, reason = projector.admit(strategy, message.event)
    for event in events:
        _apply(pipeline, message, event)
    if not events:
        key = message.event["partition_key"]
        pipeline.record("view.skipped", reason=reason, key=key, **message.where())
    pipeline.state.queue.acknowledge(message.partition)
    pipeline.state.lag.passed(message.event["position"])
    pipeline.record("ckpt.advanced", **projector.checkpoint(message), **pipeline.state.lag.gauge())
    projector.busy = False
    _deliver(pipeline)


def _apply(pipeline: Pipeline, message: Message, event: Event) -> None:
    state, key = pipeline.state, event["partition_key"]
    before, after = state.view.apply(event)
    expected = state.truth.at(key, after["version"])
    if after != expected:
        state.wrong_since.setdefault(key, len(pipeline.trace.records))
    pipeline.record(
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
        latency_us=pipeline.kernel.now_us - state.received_us[event["command_id"]],
    )


def ask(pipeline: Pipeline, session: str, key: str) -> None:
    """A session asks for one row; the answer is read when the query is served."""
    request = {"session": session, "key": key, "asked_us": pipeline.kernel.now_us}
    pipeline.kernel.schedule(pipeline.whole("query.cost_us"), "serve", request)


def serve(pipeline: Pipeline, request: dict[str, Any]) -> None:
    """The query reads the row as it stands now: it waits for nothing."""
    state, key = pipeline.state, request["key"]
    pipeline.record(
        "query.served",
        session=request["session"],
        asked_us=request["asked_us"],
        required_version=None,
        wait_us=0,
        acked_version=state.acknowledged.get(f"{request['session']}/{key}", 0),
        **query.answer(state.view, state.truth, key, pipeline.kernel.now_us),
    )
