"""The write side in time: handled and appended."""

from typing import Any

from labs_py.command import Command
from labs_py.errors import VersionConflict
from labs_py.handler import Draft, decide
from labs_py.limits import too_late
from labs_py.pipeline import Pipeline
from labs_py.store import loading_us

type Task = tuple[Draft, bool, int]
"""A decision, whether the store shall check its version, and how many attempts there were."""


def accept(pipeline: Pipeline, command: Command) -> None:
    """A checked command waits for the handler."""
    pipeline.state.inbox.append(command)
    start(pipeline)


def turn_away(pipeline: Pipeline, command: Command, why: dict[str, Any]) -> None:
    """A session is told why its command comes to nothing."""
    pipeline.tell("cmd.rejected", command, why)
    command.answered = True


def refuse(pipeline: Pipeline, command: Command, why: dict[str, Any]) -> None:
    """A command that was let in comes to nothing, and its key is free again."""
    turn_away(pipeline, command, why)
    key = command.order.get("idempotency_key")
    if key is not None:
        pipeline.state.keys.forget(key, command.command_id)


def start(pipeline: Pipeline) -> None:
    """Each free server of the handler takes the next command that it can work on."""
    state = pipeline.state
    servers = state.parameters["handler.servers"]
    while state.inbox and state.handling + state.recovering < servers:
        command = state.inbox.popleft()
        why = too_late(pipeline, command) or _nobody(command)
        if why:
            refuse(pipeline, command, why)
            continue
        state.handling += 1
        checked = state.parameters["handler.concurrency"] == "expected_version"
        _attempt(pipeline, command, 1, checked=checked)


def _nobody(command: Command) -> dict[str, Any] | None:
    """A command that nobody checked may name no customer: there is no stream to load for it."""
    return None if "customer" in command.order else {"reason": "domain", "field": "customer"}


def free(pipeline: Pipeline) -> None:
    """A server of the handler is free for the next command."""
    pipeline.state.handling -= 1
    start(pipeline)


def die(pipeline: Pipeline) -> None:
    """A server of the handler dies with its command decided, and is down for a while."""
    pipeline.state.handling -= 1
    pipeline.state.recovering += 1
    pipeline.after(pipeline.state.faults.time_us("restart"), "recover")


def recover(pipeline: Pipeline, _: None = None) -> None:
    """A server of the handler is back."""
    pipeline.state.recovering -= 1
    start(pipeline)


def _attempt(pipeline: Pipeline, command: Command, attempt: int, *, checked: bool) -> None:
    """The handler loads the stream and decides; a version the client names is checked in any case.

    What is checked is settled here, when the handler begins.
    """
    state = pipeline.state
    version, orders = state.store.load(command.order["customer"])
    loading = loading_us(version, state.parameters)
    claimed = command.order.get("expected_version")
    if claimed is not None:
        version, checked = claimed, True
    draft = decide(command, pipeline.kernel.now_us, version, orders)
    pipeline.tell("cmd.started", command, version, loading)
    service_us = state.times.handler.draw_us()
    pipeline.after(loading + service_us, "append", (draft, checked, attempt))


def append(pipeline: Pipeline, task: Task) -> None:
    """The handler appends what it decided: the append gets its position, and commits later."""
    draft, checked, attempt = task
    state, now_us = pipeline.state, pipeline.kernel.now_us
    late = too_late(pipeline, draft.command)
    if late:
        give_up(pipeline, draft.command, late)
        return
    try:
        event = state.store.assign(draft, checked=checked, doomed=state.faults.strikes("rollback"))
    except VersionConflict as conflict:
        _conflict(pipeline, draft.command, conflict, attempt)
        return
    partitioner = state.parameters["bus.partitioner"]
    event.partition = state.queue.partition_for(draft.key, partitioner, state.streams)
    event.form = state.faults.form()
    pipeline.tell("evt.assigned", event)
    monotonic = state.parameters["store.visibility"] == "monotonic"
    at_us = now_us + state.times.append.draw_us() + state.faults.slow_commit_us()
    at_us = state.store.visible_at(event, at_us, monotonic=monotonic)
    pipeline.after(at_us - now_us, "commit", event)


def _conflict(
    pipeline: Pipeline, command: Command, conflict: VersionConflict, attempt: int
) -> None:
    """Look again and decide anew, as often as allowed; a version the client named is final."""
    versions = {"expected_version": conflict.expected, "actual_version": conflict.actual}
    claimed = command.order.get("expected_version") is not None
    if claimed or attempt > pipeline.state.parameters["handler.retries"]:
        give_up(pipeline, command, {"reason": "conflict", **versions})
        return
    pipeline.tell("cmd.conflicted", command, {"attempt": attempt, **versions})
    _attempt(pipeline, command, attempt + 1, checked=True)


def give_up(pipeline: Pipeline, command: Command, why: dict[str, Any]) -> None:
    """A server of the handler stops working on a command that comes to nothing."""
    refuse(pipeline, command, why)
    free(pipeline)
