"""The read side in time: published, queued, delivered, applied, checkpointed, asked."""

from labs_py import faults
from labs_py.event import Event
from labs_py.pipeline import Pipeline
from labs_py.query import Request
from labs_py.queue import Message


def publish(pipeline: Pipeline, event: Event) -> None:
    """A committed event waits for the relay, which looks at every multiple of its interval."""
    interval_us = pipeline.state.parameters["relay.poll_us"]
    wait_us = -pipeline.kernel.now_us % interval_us if interval_us else 0
    pipeline.after(wait_us, "relay", event)


def relay(pipeline: Pipeline, event: Event) -> None:
    """The relay sends an event to its partition: once, or twice when a fault will have it."""
    state, now_us = pipeline.state, pipeline.kernel.now_us
    hop_us = state.times.relay.draw_us()
    extra_us, gap_us = faults.crossing(state.parameters, state.streams)
    pipeline.tell("outbox.sent", event, 1 if gap_us is None else 2)
    wait_us = state.queue.in_order(event.partition, now_us + hop_us + extra_us) - now_us
    pipeline.after(wait_us, "enqueue", (event, 1))
    if gap_us is not None:
        pipeline.after(wait_us + gap_us, "enqueue", (event, 2))


def enqueue(pipeline: Pipeline, task: tuple[Event, int]) -> None:
    """One copy of an event arrives in its partition."""
    event, copy = task
    pipeline.tell("bus.enqueued", pipeline.state.queue.enqueue(event, copy))
    _deliver(pipeline)


def _deliver(pipeline: Pipeline) -> None:
    """The projector takes the message that has waited longest, if it is free."""
    state = pipeline.state
    if state.projector.busy or not state.queue.waiting:
        return
    state.projector.busy = True
    message = state.queue.waiting[0]
    pipeline.tell("dlv.started", message, 1)
    pipeline.after(state.times.projector.draw_us(), "finish", message)


def finish(pipeline: Pipeline, message: Message) -> None:
    """The projector has worked on a message: effect first, checkpoint after (at least once)."""
    state = pipeline.state
    events, reason = state.projector.admit(state.parameters["projector.strategy"], message.event)
    for event in events:
        before, after = state.view.apply(event.key, event.draft.data["amount"], event.version)
        pipeline.tell("view.applied", message, event, before, after)
    if not events:
        pipeline.tell("view.skipped", message, reason)
    state.queue.waiting.popleft()
    pipeline.tell("ckpt.advanced", message)
    state.projector.busy = False
    _deliver(pipeline)


def ask(pipeline: Pipeline, session: str, key: str) -> None:
    """A session asks for one row; the answer is read when the query is served."""
    request = Request(session, key, pipeline.kernel.now_us)
    pipeline.after(pipeline.state.parameters["query.cost_us"], "serve", request)


def serve(pipeline: Pipeline, request: Request) -> None:
    """The query reads the row as it stands now: it waits for nothing."""
    state = pipeline.state
    acked = state.acknowledged.get((request.session, request.key), 0)
    pipeline.tell("query.served", request, state.view.rows.get(request.key), acked)
