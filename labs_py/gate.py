"""The Command API in time: received, checked, recognised, let in."""

from typing import Any

from labs_py.command import Command
from labs_py.command_api import legible, problem
from labs_py.limits import too_fast, too_many
from labs_py.pipeline import Pipeline
from labs_py.write_side import accept, refuse, turn_away


def send(pipeline: Pipeline, session: str, body: dict[str, Any]) -> Command:
    """A session sends a command: it arrives at the Command API at this very instant."""
    state = pipeline.state
    state.sent[session] = number = state.sent.get(session, 0) + 1
    command = Command(session, number, body, pipeline.kernel.now_us)
    pipeline.tell("cmd.received", command)
    if _checked(pipeline, command) and not _recognised(pipeline, command):
        crowd = too_many(pipeline)
        if crowd:
            refuse(pipeline, command, crowd)
        else:
            accept(pipeline, command)
    return command


def _checked(pipeline: Pipeline, command: Command) -> bool:
    """Refuse at once what breaks the contract, and then what comes too fast.

    Without validation a command that breaks it goes on with what can be read of it.
    """
    found = problem(command.body)
    why = None
    if found and pipeline.state.parameters["api.validation"] == "on":
        why = {"reason": "schema", "problem": found}
    elif found:
        command.order = legible(command.body)
    why = why or too_fast(pipeline)
    if why:
        turn_away(pipeline, command, why)
    return not why


def _recognised(pipeline: Pipeline, command: Command) -> bool:
    """Answer a key that was used before: with the first result, or with a refusal."""
    state = pipeline.state
    if state.parameters["api.idempotency"] == "off":
        return False
    key = command.order.get("idempotency_key")
    if key is None:
        return False
    first = state.keys.first(key, command.command_id, command.body, command.received_us)
    if first is None:
        return False
    command.answered = True
    if first.body == command.body:
        pipeline.tell("cmd.deduped", command, first.command_id)
    else:
        pipeline.tell("cmd.rejected", command, {"reason": "key_reused", "first": first.command_id})
    return True
