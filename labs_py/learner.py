"""The learner: what a person at the page does to a run."""

from collections.abc import Callable
from typing import Any

from labs_py.fault_parameters import CUT, OUTAGE
from labs_py.gate import send
from labs_py.load import settle
from labs_py.look import look_again, look_anew
from labs_py.pipeline import Pipeline
from labs_py.polling import poll_anew, resume
from labs_py.reading import ask
from labs_py.view_writer import wait_anew
from labs_py.write_side import start

SESSION = "learner"
LAST = 2
"""The priority of what comes after all else at its instant."""
FOLLOWS: dict[str, tuple[Callable[[Pipeline], None], ...]] = {
    "handler.servers": (start,),
    "publish.mode": (look_anew,),
    "relay.poll_us": (look_anew,),
    "relay.reader": (look_again,),
    "bus.capacity": (look_again,),
    "projector.poll_us": (poll_anew,),
    "projector.gap_timeout_us": (wait_anew,),
    OUTAGE: (look_again, resume),
    CUT: (resume,),
}
"""What goes on, or is planned anew, when a parameter has changed; the load sees to its own."""


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
    for follow in FOLLOWS.get(parameter, ()):
        follow(pipeline)


def _strike(pipeline: Pipeline, intervention: dict[str, Any]) -> None:
    pipeline.state.faults.order(intervention["fault"])


ACTS = {"place_order": _place_order, "read": _read, "set": _set, "strike": _strike}
