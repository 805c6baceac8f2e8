"""The learner: what a person at the page does to a run."""

from typing import Any

from labs_py.fault_parameters import OUT_OF_REACH
from labs_py.gate import send
from labs_py.load import settle
from labs_py.pipeline import Pipeline
from labs_py.projection import resume
from labs_py.reading import ask
from labs_py.relay import relay
from labs_py.write_side import start

SESSION = "learner"
LAST = 2
"""The priority of what comes after all else at its instant."""
RELEASING = (*OUT_OF_REACH, "bus.capacity")
"""Parameters that something may be waiting for."""


def intervene(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    """The learner does something."""
    ACTS[intervention["kind"]](pipeline, intervention)


def _place_order(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    command = {k: v for k, v in intervention.items() if k not in {"at_us", "kind"}}
    send(pipeline, SESSION, command)


def _read(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    """Who asks at some instant has seen all of it: an acknowledgement that comes then counts."""
    pipeline.kernel.schedule(0, "question", intervention["customer"], priority=LAST)


def question(pipeline: Pipeline, customer: str) -> None:
    """The learner asks for one row."""
    ask(pipeline, SESSION, customer)


def _set(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    parameter = intervention["parameter"]
    pipeline.state.parameters[parameter] = intervention["value"]
    pipeline.state.faults.settle()
    settle(pipeline, parameter)
    if parameter == "handler.servers":
        start(pipeline)
    if parameter in RELEASING and not pipeline.state.faults.outage:
        _resume(pipeline)


def _resume(pipeline: Pipeline) -> None:
    """What could not be reached may be back, or have room again: what had to wait goes on."""
    relay(pipeline)
    resume(pipeline)


def _strike(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    pipeline.state.faults.order(intervention["fault"])


ACTS = {"place_order": _place_order, "read": _read, "set": _set, "strike": _strike}
