"""The write side in time: received, checked, handled, appended, committed, acknowledged."""

from typing import Any

from labs_py.command import Command
from labs_py.command_api import problem
from labs_py.errors import VersionConflict
from labs_py.event import Event
from labs_py.handler import Draft, decide
from labs_py.pipeline import Pipeline
from labs_py.relay import publish

type Append = tuple[Draft, int]
"""What the handler works on: what it decided, and the version it expects."""


def send(pipeline: Pipeline, session: str, body: dict[str, Any]) -> None:
    """A session sends a command: it arrives at the Command API at this very instant."""
    state = pipeline.state
    state.sent[session] = number = state.sent.get(session, 0) + 1
    command = Command(session, number, body, pipeline.kernel.now_us)
    pipeline.tell("cmd.received", command)
    found = problem(body)
    if found:
        pipeline.tell("cmd.rejected", command, {"reason": "schema", "problem": found})
        return
    state.inbox.append(command)
    _start(pipeline)


def _start(pipeline: Pipeline) -> None:
    """The handler takes the next command, if it is free: it loads the stream and decides."""
    state = pipeline.state
    if state.handling or not state.inbox:
        return
    state.handling = True
    command = state.inbox.popleft()
    expected = command.body.get("expected_version")
    if expected is None:
        expected = state.store.version(command.body["customer"])
    draft = decide(command, pipeline.kernel.now_us)
    pipeline.tell("cmd.started", command, expected)
    pipeline.after(state.times.handler.draw_us(), "append", (draft, expected))


def append(pipeline: Pipeline, task: Append) -> None:
    """The handler appends what it decided, expecting the version it loaded."""
    draft, expected = task
    state = pipeline.state
    try:
        event = state.store.assign(draft, expected)
    except VersionConflict as conflict:
        _refuse(pipeline, draft.command, conflict)
        return
    event.partition = state.queue.partition_of(draft.key)
    pipeline.tell("evt.assigned", event)
    pipeline.after(state.parameters["store.append_us"], "commit", event)


def _refuse(pipeline: Pipeline, command: Command, conflict: VersionConflict) -> None:
    versions = {"expected_version": conflict.expected, "actual_version": conflict.actual}
    pipeline.tell("cmd.rejected", command, {"reason": "conflict", **versions})
    pipeline.state.handling = False
    _start(pipeline)


def commit(pipeline: Pipeline, event: Event) -> None:
    """The store makes the event visible; the acknowledgement and the event part ways here."""
    pipeline.state.store.commit(event, pipeline.kernel.now_us)
    pipeline.tell("evt.committed", event)
    pipeline.after(pipeline.state.times.acknowledge.draw_us(), "acknowledge", event)
    publish(pipeline, event)
    pipeline.state.handling = False
    _start(pipeline)


def acknowledge(pipeline: Pipeline, event: Event) -> None:
    """The client learns that its command was accepted, and at which position."""
    session = event.draft.command.session
    known, acknowledged = (session, event.key), pipeline.state.acknowledged
    acknowledged[known] = max(acknowledged.get(known, 0), event.version)
    pipeline.tell("cmd.acknowledged", event)
