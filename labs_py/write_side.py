"""The write side in time: received, checked, handled, appended, committed, acknowledged."""

from typing import Any

from labs_py.command_api import problem
from labs_py.errors import VersionConflict
from labs_py.handler import decide, stream_of
from labs_py.path import Path
from labs_py.read_side import publish


def send(path: Path, session: str, command: dict[str, Any]) -> None:
    """A session sends a command: it arrives at the Command API at this very instant."""
    number = path.state.sent.get(session, 0) + 1
    path.state.sent[session] = number
    command_id = f"{session}-{number}"
    path.record("cmd.received", command_id=command_id, session=session, command=_shown(command))
    found = problem(command)
    if found:
        path.record("cmd.rejected", command_id=command_id, reason="schema", problem=found)
        return
    path.state.received_us[command_id] = path.kernel.now_us
    path.state.inbox.append({"command_id": command_id, "session": session, "command": command})
    _start(path)


def _shown(command: dict[str, Any]) -> dict[str, Any]:
    plain = (bool, int, str, type(None))
    return {k: v if isinstance(v, plain) else type(v).__name__ for k, v in command.items()}


def _start(path: Path) -> None:
    """The handler takes the next command, if it is free: it loads the stream and decides."""
    if path.state.handling or not path.state.inbox:
        return
    path.state.handling = True
    task = path.state.inbox.popleft()
    command = task["command"]
    loaded = path.state.store.version(stream_of(command["customer"]))
    task["expected_version"] = command.get("expected_version", loaded)
    task["draft"] = decide(task["command_id"], command, path.kernel.now_us)
    path.record(
        "cmd.started",
        command_id=task["command_id"],
        stream_id=task["draft"]["stream_id"],
        expected_version=task["expected_version"],
    )
    path.kernel.schedule(path.draw_us("handler", "service"), "append", task)


def append(path: Path, task: dict[str, Any]) -> None:
    """The handler appends what it decided, expecting the version it loaded."""
    try:
        event = path.state.store.assign(task["draft"], task["expected_version"])
    except VersionConflict as conflict:
        _refuse(path, task["command_id"], conflict)
        return
    path.record(
        "evt.assigned",
        command_id=event["command_id"],
        event_id=event["event_id"],
        stream_id=event["stream_id"],
        version=event["version"],
        position=event["position"],
        partition=path.state.queue.partition_of(event["partition_key"]),
    )
    path.kernel.schedule(path.whole("store.append_us"), "commit", (task["session"], event))


def _refuse(path: Path, command_id: str, conflict: VersionConflict) -> None:
    path.record(
        "cmd.rejected",
        command_id=command_id,
        reason="conflict",
        expected_version=conflict.expected,
        actual_version=conflict.actual,
    )
    path.state.handling = False
    _start(path)


def commit(path: Path, task: tuple[str, dict[str, Any]]) -> None:
    """The store makes the event visible; the acknowledgement and the event part ways here."""
    session, assigned = task
    event = path.state.store.commit(assigned, path.kernel.now_us)
    path.state.truth.extend(event)
    path.state.lag.committed(event["recorded_at"])
    path.record(
        "evt.committed",
        command_id=event["command_id"],
        event_id=event["event_id"],
        position=event["position"],
        partition=path.state.queue.partition_of(event["partition_key"]),
        event=event,
        **path.state.lag.gauge(),
    )
    path.kernel.schedule(path.draw_us("net", "hop"), "acknowledge", (session, event))
    publish(path, event)
    path.state.handling = False
    _start(path)


def acknowledge(path: Path, task: tuple[str, dict[str, Any]]) -> None:
    """The client learns that its command was accepted, and at which position."""
    session, event = task
    known = f"{session}/{event['partition_key']}"
    path.state.acknowledged[known] = event["version"]
    path.record(
        "cmd.acknowledged",
        command_id=event["command_id"],
        event_id=event["event_id"],
        position=event["position"],
        version=event["version"],
        latency_us=path.kernel.now_us - path.state.received_us[event["command_id"]],
    )
