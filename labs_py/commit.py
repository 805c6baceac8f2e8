"""The write side in time: committed, acknowledged, or neither."""

from labs_py.command import LOAD
from labs_py.event import Event
from labs_py.pipeline import Known, Pipeline
from labs_py.reading import read_own
from labs_py.relay import publish
from labs_py.write_side import die, free, give_up


def commit(pipeline: Pipeline, event: Event) -> None:
    """The store makes the event visible; the acknowledgement and the event part ways here."""
    state = pipeline.state
    event.skew_us = state.faults.skew_us
    state.store.decide(event, pipeline.kernel.now_us)
    if event.doomed:
        pipeline.tell("evt.rolledback", event)
        publish(pipeline, None)
        give_up(pipeline, event.draft.command, {"reason": "rolled_back"})
        return
    pipeline.tell("evt.committed", event)
    if state.faults.strikes("handler_crash"):
        _die(pipeline, event)
        return
    pipeline.after(state.times.acknowledge.draw_us(), "acknowledge", event)
    publish(pipeline, event)
    free(pipeline)


def _die(pipeline: Pipeline, event: Event) -> None:
    """The handler dies between its two writes: what the store has, a relay can still send."""
    pipeline.tell("cmd.crashed", event)
    if pipeline.state.parameters["publish.mode"] == "direct":
        pipeline.tell("pub.lost", event, "crash")
    else:
        publish(pipeline, event)
    die(pipeline)


def acknowledge(pipeline: Pipeline, event: Event) -> None:
    """The client learns that its command was accepted, and at which position."""
    state, command = pipeline.state, event.draft.command
    command.answered = True
    pipeline.tell("cmd.acknowledged", event)
    if command.session == LOAD:
        read_own(pipeline, event)
        return
    known = Known(event.version, pipeline.kernel.now_us, event.amount)
    place = (command.session, event.key)
    state.acknowledged[place] = max(state.acknowledged.get(place, known), known)
