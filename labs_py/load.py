"""The background load: commands that keep coming while the learner looks."""

from labs_py.gate import send
from labs_py.pipeline import Pipeline

SESSION = "load"
NAMES = ("ada", "bob", "cleo", "dan", "eve", "finn", "gina", "hugo")
SECOND_US = 1_000_000
SLOWEST_PER_S = 1e-6


def start_load(pipeline: Pipeline) -> None:
    """Put the next background command on the agenda, by the rate that holds now.

    A Poisson stream has no memory, so a changed rate simply starts a new turn.
    """
    pipeline.state.load_turn += 1
    _next(pipeline)


def _next(pipeline: Pipeline) -> None:
    rate = float(pipeline.state.parameters["load.commands_per_s"])
    if rate < SLOWEST_PER_S:
        return
    mean_us = round(SECOND_US / rate)
    gap_us = pipeline.state.streams.duration_us("load.arrivals", "exponential", mean_us)
    if pipeline.kernel.now_us + gap_us <= pipeline.state.parameters["load.until_us"]:
        pipeline.after(gap_us, "arrive", pipeline.state.load_turn)


def arrive(pipeline: Pipeline, turn: int) -> None:
    """The background load sends one command and plans the next."""
    state = pipeline.state
    if turn != state.load_turn:
        return
    chosen = state.streams.integer("load.customers", 1, state.parameters["load.customers"])
    customer = NAMES[chosen - 1] if chosen <= len(NAMES) else f"customer-{chosen}"
    amount = state.streams.integer("load.amounts", 5, 50)
    send(pipeline, SESSION, {"customer": customer, "amount": amount})
    _next(pipeline)
