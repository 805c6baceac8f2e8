"""The write side in time: handled, appended, committed, acknowledged."""

from typing import Any

from labs_py.command import LOAD, Command
from labs_py.errors import VersionConflict
from labs_py.event import Event
from labs_py.handler import Draft, decide
from labs_py.pipeline import Known, Pipeline
from labs_py.reading import read_own
from labs_py.relay import publish

type Task = tuple[Draft, bool, int]
"""A decision, whether the store shall check its version, and how many attempts there were."""


def accept(pipeline: Pipeline, command: Command) -> None:
    """A checked command waits for the handler."""
    pipeline.state.inbox.append(command)
    _start(pipeline)


def _start(pipeline: Pipeline) -> None:
    """The handler takes the next command, if one of its servers is free."""
    state = pipeline.state
    if state.inbox and state.handling < state.parameters["handler.servers"]:
        state.handling += 1
        checked = state.parameters["handler.concurrency"] == "expected_version"
        _attempt(pipeline, state.inbox.popleft(), 1, checked=checked)


def _attempt(pipeline: Pipeline, command: Command, attempt: int, *, checked: bool) -> None:
    """The handler loads the stream and decides; a version the client names is checked in any case.

    What is checked is settled here, when the handler begins.
    """
    version, orders = pipeline.state.store.load(command.body["customer"])
    claimed = command.body.get("expected_version")
    if claimed is not None:
        version, checked = claimed, True
    draft = decide(command, pipeline.kernel.now_us, version, orders)
    pipeline.tell("cmd.started", command, version)
    service_us = pipeline.state.times.handler.draw_us()
    pipeline.after(service_us, "append", (draft, checked, attempt))


def append(pipeline: Pipeline, task: Task) -> None:
    """The handler appends what it decided: the append gets its position, and commits later."""
    draft, checked, attempt = task
    state, now_us = pipeline.state, pipeline.kernel.now_us
    try:
        event = state.store.assign(draft, checked=checked, doomed=state.faults.rolls_back())
    except VersionConflict as conflict:
        _conflict(pipeline, draft.command, conflict, attempt)
        return
    event.partition = state.queue.partition_of(draft.key)
    pipeline.tell("evt.assigned", event)
    monotonic = state.parameters["store.visibility"] == "monotonic"
    at_us = now_us + state.times.append.draw_us()
    at_us = state.store.visible_at(event, at_us, monotonic=monotonic)
    pipeline.after(at_us - now_us, "commit", event)


def _conflict(
    pipeline: Pipeline, command: Command, conflict: VersionConflict, attempt: int
) -> None:
    """Look again and decide anew, as often as allowed; a version the client named is final."""
    versions = {"expected_version": conflict.expected, "actual_version": conflict.actual}
    claimed = command.body.get("expected_version") is not None
    if claimed or attempt > pipeline.state.parameters["handler.retries"]:
        _refuse(pipeline, command, {"reason": "conflict", **versions})
        return
    pipeline.tell("cmd.conflicted", command, {"attempt": attempt, **versions})
    _attempt(pipeline, command, attempt + 1, checked=True)


def _refuse(pipeline: Pipeline, command: Command, why: dict[str, Any]) -> None:
    pipeline.tell("cmd.rejected", command, why)
    key = command.body.get("idempotency_key")
    if key is not None:
        pipeline.state.keys.forget(key, command.command_id)
    pipeline.state.handling -= 1
    _start(pipeline)


def commit(pipeline: Pipeline, event: Event) -> None:
    """The store makes the event visible; the acknowledgement and the event part ways here."""
    pipeline.state.store.decide(event, pipeline.kernel.now_us)
    if event.doomed:
        pipeline.tell("evt.rolledback", event)
        publish(pipeline, None)
        _refuse(pipeline, event.draft.command, {"reason": "rolled_back"})
        return
    pipeline.tell("evt.committed", event)
    pipeline.after(pipeline.state.times.acknowledge.draw_us(), "acknowledge", event)
    publish(pipeline, event)
    pipeline.state.handling -= 1
    _start(pipeline)


def acknowledge(pipeline: Pipeline, event: Event) -> None:
    """The client learns that its command was accepted, and at which position."""
    state, session = pipeline.state, event.draft.command.session
    known = Known(event.version, pipeline.kernel.now_us, event.draft.data["amount"])
    place = (session, event.key)
    state.acknowledged[place] = max(state.acknowledged.get(place, known), known)
    pipeline.tell("cmd.acknowledged", event)
    if state.parameters["load.own_reads"] and session == LOAD:
        read_own(pipeline, event)
