"""The learner: what a person at the page does to a run."""

from typing import Any

from labs_py.load import start_load
from labs_py.pipeline import Pipeline
from labs_py.read_side import ask
from labs_py.write_side import send

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


ACTS = {"place_order": _place_order, "read": _read, "set": _set}
