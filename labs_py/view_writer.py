"""The effect of a delivery: what the strategy admits is applied to the view."""

from labs_py.forms import ILLEGIBLE_AMOUNT
from labs_py.pipeline import Pipeline
from labs_py.projector import Memory
from labs_py.queue import Message
from labs_py.reading import answer_waiting
from labs_py.strict_buffer import StrictBuffer


def write(pipeline: Pipeline, memory: Memory, message: Message) -> None:
    """Apply what the strategy admits for this message: nothing, the message, or several."""
    strategy = memory.strategy(pipeline.state.parameters)
    admitted, reason = strategy.admit(message, pipeline.kernel.now_us)
    _apply(pipeline, admitted)
    if reason == "early":
        _buffer(pipeline, message)
    elif reason:
        pipeline.tell("view.skipped", message, reason)


def _apply(pipeline: Pipeline, messages: list[Message]) -> None:
    """A tolerant consumer leaves a type out that it does not know, and misses no amount."""
    view = pipeline.state.view
    for message in messages:
        event = message.event
        if event.form == "unknown_type":
            pipeline.tell("view.skipped", message, event.form)
            continue
        amount = 0 if event.form in ILLEGIBLE_AMOUNT else event.amount
        before, after = view.apply(event.key, amount, event.version)
        pipeline.tell("view.applied", message, before, after)
        if pipeline.state.waiting_reads.asked:
            answer_waiting(pipeline, event.key)


def _buffer(pipeline: Pipeline, message: Message) -> None:
    pipeline.tell("view.buffered", message)
    timeout_us = pipeline.state.parameters["projector.gap_timeout_us"]
    if timeout_us:
        pipeline.after(timeout_us, "give_up", message)


def wait_anew(pipeline: Pipeline) -> None:
    """The time-out of gaps has changed: it holds for what waits already, from when that came."""
    state, now_us = pipeline.state, pipeline.kernel.now_us
    timeout_us = state.parameters["projector.gap_timeout_us"]
    strategy = state.memory.strategy(state.parameters)
    if timeout_us and isinstance(strategy, StrictBuffer):
        for message, since_us in strategy.kept():
            pipeline.after(max(0, since_us + timeout_us - now_us), "give_up", message)


def give_up(pipeline: Pipeline, message: Message) -> None:
    """A gap has lasted long enough: what waits behind it is applied without what is missing."""
    state = pipeline.state
    strategy = state.memory.strategy(state.parameters)
    if isinstance(strategy, StrictBuffer):
        _apply(pipeline, strategy.overdue(message.event.key, pipeline.kernel.now_us))
