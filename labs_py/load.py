"""The background load: commands and reads that keep coming while the learner looks."""

from labs_py import arrivals
from labs_py.author import submit
from labs_py.pipeline import Pipeline
from labs_py.reading import ask

READER = "reader"
READ_BY_READS = ("load.reads_per_s", "load.own_read_share", "load.until_us")
"""Parameters that say when background reads come."""
NAMES = ("ada", "bob", "cleo", "dan", "eve", "finn", "gina", "hugo")


def start_load(pipeline: Pipeline) -> None:
    """Put the next background command and read on the agenda, by the rates that hold now."""
    _start_commands(pipeline)
    _start_reads(pipeline)


def settle(pipeline: Pipeline, parameter: str) -> None:
    """A parameter has changed: what it says the times of is planned anew, and nothing else.

    A Poisson stream has no memory, so a changed rate simply starts a new turn.
    """
    if arrivals.is_read(pipeline, parameter):
        _start_commands(pipeline)
    if parameter in READ_BY_READS:
        _start_reads(pipeline)


def _start_commands(pipeline: Pipeline) -> None:
    pipeline.state.load_turn += 1
    arrivals.begin(pipeline)
    _next_command(pipeline)


def _start_reads(pipeline: Pipeline) -> None:
    pipeline.state.read_turn += 1
    _next_read(pipeline)


def _next_command(pipeline: Pipeline) -> None:
    at_us = arrivals.next_us(pipeline)
    if at_us is not None:
        pipeline.after(at_us - pipeline.kernel.now_us, "arrive", pipeline.state.load_turn)


def _next_read(pipeline: Pipeline) -> None:
    """Reads that follow an own write come from their authors; these are the others."""
    state = pipeline.state
    p = state.parameters
    rate = p["load.reads_per_s"] * (1 - p["load.own_read_share"])
    gap_us = arrivals.gap_us(state, rate, "load.reads")
    if gap_us is not None and pipeline.kernel.now_us + gap_us <= p["load.until_us"]:
        pipeline.after(gap_us, "read", state.read_turn)


def arrive(pipeline: Pipeline, turn: int) -> None:
    """An author of the background load sends one command; the next is planned."""
    state = pipeline.state
    if turn == state.load_turn:
        customer = _customer(pipeline, "load.customers")
        amount = state.streams.integer("load.amounts", 5, 50)
        wrong = state.parameters["load.invalid"]
        if wrong and state.streams.happens("load.invalid", wrong):
            amount = -amount
        submit(pipeline, {"customer": customer, "amount": amount})
        _next_command(pipeline)


def read(pipeline: Pipeline, turn: int) -> None:
    """Somebody who has changed nothing asks for a row."""
    if turn == pipeline.state.read_turn:
        ask(pipeline, READER, _customer(pipeline, "load.read_customers"))
        _next_read(pipeline)


def _customer(pipeline: Pipeline, purpose: str) -> str:
    streams, p = pipeline.state.streams, pipeline.state.parameters
    many, exponent = p["load.customers"], p["load.zipf"]
    if exponent:
        chosen = streams.ranked(purpose, many, exponent)
    else:
        chosen = streams.integer(purpose, 1, many)
    return NAMES[chosen - 1] if chosen <= len(NAMES) else f"customer-{chosen}"
