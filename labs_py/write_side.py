"""The write side in time: received, checked, handled, appended, committed, acknowledged."""

from typing import Any

from labs_py.command_api import problem
from labs_py.errors import VersionConflict
from labs_py.handler import decide, stream_of
from labs_py.pipeline import Pipeline
from labs_py.read_side import publish


def send(pipeline: Pipeline, session: str, command: dict[str, Any]) -> None:
    """A session sends a command: it arrives at the Command API at this very instant."""
    number = pipeline.state.sent.get(session, 0) + 1
    pipeline.state.sent[session] = number
    command_id = f"{session}-{number}"
    pipeline.record("cmd.received", command_id=command_id, session=session, command=command)
    found = problem(command)
    if found:
        pipeline.record("cmd.rejected", command_id=command_id, reason="schema", problem=found)
        return
    pipeline.state.received_us[command_id] = pipeline.kernel.now_us
    pipeline.state.inbox.append({"command_id": command_id, "session": session, "command": command})
    _start(pipeline)


def _start(pipeline: Pipeline) -> None:
    """The handler takes the next command, if it is free: it loads the stream and decides."""
    if pipeline.state.handling or not pipeline.state.inbox:
        return
    pipeline.state.handling = True
    task = pipeline.state.inbox.popleft()
    command = task["command"]
    loaded = pipeline.state.store.version(stream_of(command["customer"]))
    claimed = command.get("expected_version")
    task["expected_version"] = loaded if claimed is None else claimed
    task["draft"] = decide(task["command_id"], command, pipeline.kernel.now_us)
    pipeline.record(
        "cmd.started",
        command_id=task["command_id"],
        stream_id=task["draft"]["stream_id"],
        expected_version=task["expected_version"],
    )
    pipeline.kernel.schedule(pipeline.draw_us("handler.service"), "append", task)


def append(pipeline: Pipeline, task: dict[str, Any]) -> None:
    """The handler appends what it decided, expecting the version it loaded."""
    try:
        event = pipeline.state.store.assign(task["draft"], task["expected_version"])
    except VersionConflict as conflict:
        _refuse(pipeline, task["command_id"], conflict)
        return
    pipeline.record(
        "evt.assigned",
        command_id=event["command_id"],
        event_id=event["event_id"],
        stream_id=event["stream_id"],
        version=event["version"],
        position=event["position"],
        partition=pipeline.state.queue.partition_of(event["partition_key"]),
    )
    pipeline.kernel.schedule(pipeline.whole("store.append_us"), "commit", (task["session"], event))


def _refuse(pipeline: Pipeline, command_id: str, conflict: VersionConflict) -> None:
    pipeline.record(
        "cmd.rejected",
        command_id=command_id,
        reason="conflict",
        expected_version=conflict.expected,
        actual_version=conflict.actual,
    )
    pipeline.state.handling = False
    _start(pipeline)


def commit(pipeline: Pipeline, task: tuple[str, dict[str, Any]]) -> None:
    """The store makes the event visible; the acknowledgement and the event part ways here."""
    session, assigned = task
    event = pipeline.state.store.commit(assigned, pipeline.kernel.now_us)
    pipeline.state.truth.extend(event)
    pipeline.state.lag.committed(event["recorded_at"])
    pipeline.record(
        "evt.committed",
        command_id=event["command_id"],
        event_id=event["event_id"],
        position=event["position"],
        partition=pipeline.state.queue.partition_of(event["partition_key"]),
        event=event,
        **pipeline.state.lag.gauge(),
    )
    pipeline.kernel.schedule(
        pipeline.draw_us("net.hop", "net.hop.back"), "acknowledge", (session, event)
    )
    publish(pipeline, event)
    pipeline.state.handling = False
    _start(pipeline)


def acknowledge(pipeline: Pipeline, task: tuple[str, dict[str, Any]]) -> None:
    """The client learns that its command was accepted, and at which position."""
    session, event = task
    known, acknowledged = f"{session}/{event['partition_key']}", pipeline.state.acknowledged
    acknowledged[known] = max(acknowledged.get(known, 0), event["version"])
    pipeline.record(
        "cmd.acknowledged",
        command_id=event["command_id"],
        event_id=event["event_id"],
        position=event["position"],
        version=event["version"],
        latency_us=pipeline.kernel.now_us - pipeline.state.received_us[event["command_id"]],
    )
