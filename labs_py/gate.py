"""The Command API in time: received, checked, recognised, let in."""

from typing import Any

from labs_py.command import Command
from labs_py.command_api import problem
from labs_py.pipeline import Pipeline
from labs_py.write_side import accept


def send(pipeline: Pipeline, session: str, body: dict[str, Any]) -> None:
    """A session sends a command: it arrives at the Command API at this very instant."""
    state = pipeline.state
    state.sent[session] = number = state.sent.get(session, 0) + 1
    command = Command(session, number, body, pipeline.kernel.now_us)
    pipeline.tell("cmd.received", command)
    found = problem(body)
    if found:
        pipeline.tell("cmd.rejected", command, {"reason": "schema", "problem": found})
    elif not _recognised(pipeline, command):
        accept(pipeline, command)


def _recognised(pipeline: Pipeline, command: Command) -> bool:
    """Answer a key that was used before: with the first result, or with a refusal."""
    state, key = pipeline.state, command.body.get("idempotency_key")
    if key is None or state.parameters["api.idempotency"] == "off":
        return False
    first = state.keys.first(key, command.command_id, command.body, command.received_us)
    if first is None:
        return False
    if first.body == command.body:
        pipeline.tell("cmd.deduped", command, first.command_id)
    else:
        pipeline.tell("cmd.rejected", command, {"reason": "key_reused", "first": first.command_id})
    return True
