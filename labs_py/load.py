"""Who acts: the background load, and the learner's interventions."""

from typing import Any

from labs_py.path import Path
from labs_py.read_side import ask
from labs_py.write_side import send

LEARNER = "learner"
LOAD = "load"
NAMES = ("ada", "bob", "cleo", "dan", "eve", "finn", "gina", "hugo")
SECOND_US = 1_000_000


def start_load(path: Path) -> None:
    """Put the next background command on the agenda, by the rate that holds now.

    A Poisson stream has no memory, so a changed rate simply starts a new turn.
    """
    path.state.load_turn += 1
    _next(path)


def _next(path: Path) -> None:
    rate = float(path.state.parameters["load.commands_per_s"])
    if not rate:
        return
    gap_us = path.state.streams.duration_us("load.arrivals", "exponential", round(SECOND_US / rate))
    if path.kernel.now_us + gap_us <= path.whole("load.until_us"):
        path.kernel.schedule(gap_us, "arrive", path.state.load_turn)


def arrive(path: Path, turn: int) -> None:
    """The background load sends one command and plans the next."""
    if turn != path.state.load_turn:
        return
    chosen = path.state.streams.integer("load.customers", 1, path.whole("load.customers"))
    customer = NAMES[chosen - 1] if chosen <= len(NAMES) else f"customer-{chosen}"
    amount = path.state.streams.integer("load.amounts", 5, 50)
    send(path, LOAD, {"customer": customer, "amount": amount})
    _next(path)


def intervene(path: Path, intervention: dict[str, Any]) -> None:
    """The learner does something."""
    ACTS[intervention["kind"]](path, intervention)


def _place_order(path: Path, intervention: dict[str, Any]) -> None:
    command = {k: v for k, v in intervention.items() if k not in {"at_us", "kind"}}
    send(path, LEARNER, command)


def _read(path: Path, intervention: dict[str, Any]) -> None:
    ask(path, LEARNER, intervention["customer"])


def _set(path: Path, intervention: dict[str, Any]) -> None:
    path.state.parameters[intervention["parameter"]] = intervention["value"]
    if intervention["parameter"].startswith("load."):
        start_load(path)


ACTS = {"place_order": _place_order, "read": _read, "set": _set}
