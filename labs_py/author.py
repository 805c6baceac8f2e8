"""An author of the background load: submits a command, perhaps once more."""

from typing import Any

from labs_py.command import LOAD, Command
from labs_py.gate import send
from labs_py.pipeline import Pipeline


def submit(pipeline: Pipeline, body: dict[str, Any]) -> None:
    """Send a command; an author who may send it twice gives the intention a key.

    Twice on purpose (a double click), or because no answer came in time: nobody can tell then
    whether the command was lost, is late, or was carried out and its answer was lost.
    """
    state = pipeline.state
    twice, timeout_us = state.parameters["load.resubmits"], state.parameters["load.timeout_us"]
    if twice or timeout_us:
        body["idempotency_key"] = f"{LOAD}-{state.sent.get(LOAD, 0) + 1}"
    command = send(pipeline, LOAD, body)
    if twice and state.streams.happens("load.resubmits", twice):
        pipeline.after(state.parameters["load.resubmit_us"], "resubmit", body)
    if timeout_us and not command.answered:
        pipeline.after(timeout_us, "lose_patience", command)


def resubmit(pipeline: Pipeline, body: dict[str, Any]) -> None:
    """The same command once more."""
    send(pipeline, LOAD, body)


def lose_patience(pipeline: Pipeline, command: Command) -> None:
    """An author has waited long enough for an answer."""
    if not command.answered:
        send(pipeline, LOAD, command.body)
