"""The background load: commands that keep coming while the learner looks."""

from labs_py.command import LOAD
from labs_py.gate import send
from labs_py.pipeline import Pipeline
from labs_py.reading import ask

READER = "reader"
NAMES = ("ada", "bob", "cleo", "dan", "eve", "finn", "gina", "hugo")
SECOND_US = 1_000_000
SLOWEST_PER_S = 1e-6


def start_load(pipeline: Pipeline) -> None:
    """Put the next background command and read on the agenda, by the rates that hold now.

    A Poisson stream has no memory, so a changed rate simply starts a new turn.
    """
    pipeline.state.load_turn += 1
    _next(pipeline, "arrive", "load.commands_per_s", "load.arrivals")
    _next(pipeline, "read", "load.reads_per_s", "load.reads")


def _next(pipeline: Pipeline, kind: str, rate_name: str, purpose: str) -> None:
    state = pipeline.state
    rate = float(state.parameters[rate_name])
    if rate < SLOWEST_PER_S:
        return
    gap_us = state.streams.duration_us(purpose, "exponential", round(SECOND_US / rate))
    if pipeline.kernel.now_us + gap_us <= state.parameters["load.until_us"]:
        pipeline.after(gap_us, kind, state.load_turn)


def arrive(pipeline: Pipeline, turn: int) -> None:
    """The background load sends one command and plans the next."""
    state = pipeline.state
    if turn == state.load_turn:
        customer = _customer(pipeline, "load.customers")
        amount = state.streams.integer("load.amounts", 5, 50)
        send(pipeline, LOAD, {"customer": customer, "amount": amount})
        _next(pipeline, "arrive", "load.commands_per_s", "load.arrivals")


def read(pipeline: Pipeline, turn: int) -> None:
    """Somebody who has changed nothing asks for a row."""
    if turn == pipeline.state.load_turn:
        ask(pipeline, READER, _customer(pipeline, "load.read_customers"))
        _next(pipeline, "read", "load.reads_per_s", "load.reads")


def _customer(pipeline: Pipeline, purpose: str) -> str:
    state = pipeline.state
    chosen = state.streams.integer(purpose, 1, state.parameters["load.customers"])
    return NAMES[chosen - 1] if chosen <= len(NAMES) else f"customer-{chosen}"
