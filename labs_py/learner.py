"""The learner: what a person at the page does to a run."""

from typing import Any

from labs_py.faults import OUTAGE
from labs_py.gate import send
from labs_py.load import start_load
from labs_py.pipeline import Pipeline
from labs_py.projection import deliver
from labs_py.reading import ask
from labs_py.relay import relay

SESSION = "learner"


def intervene(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    """The learner does something."""
    ACTS[intervention["kind"]](pipeline, intervention)


def _place_order(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    command = {k: v for k, v in intervention.items() if k not in {"at_us", "kind"}}
    send(pipeline, SESSION, command)


def _read(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    ask(pipeline, SESSION, intervention["customer"])


def _set(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    pipeline.state.parameters[intervention["parameter"]] = intervention["value"]
    if intervention["parameter"].startswith("load."):
        start_load(pipeline)
    if intervention["parameter"] == OUTAGE and not pipeline.state.faults.outage:
        _resume(pipeline)


def _resume(pipeline: Pipeline) -> None:
    """The broker is back: what had to wait goes on at once."""
    relay(pipeline)
    for index in range(len(pipeline.state.projectors)):
        deliver(pipeline, index)


def _strike(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    pipeline.state.faults.ordered.append(intervention["fault"])


ACTS = {"place_order": _place_order, "read": _read, "set": _set, "strike": _strike}
