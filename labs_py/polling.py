"""When a projector looks for what has come: at once, or at every multiple of its interval."""

from labs_py.pipeline import Pipeline
from labs_py.projection import complete, deliver
from labs_py.queue import Message


def receive(pipeline: Pipeline, message: Message) -> None:
    """A message is in its partition; the projector that owns it may take it."""
    pipeline.tell("bus.enqueued", message)
    index = message.partition % pipeline.state.parameters["projector.instances"]
    projector = pipeline.state.projectors[index]
    projector.waiting.append(message)
    if not projector.busy:
        _wake(pipeline, index)


def _wake(pipeline: Pipeline, index: int) -> None:
    """A projector that polls looks at every multiple of its interval; else it is told at once."""
    if not pipeline.state.parameters["projector.poll_us"]:
        deliver(pipeline, index)
    elif pipeline.state.projectors[index].poll_us is None:
        _plan(pipeline, index)


def _plan(pipeline: Pipeline, index: int) -> None:
    state, now_us = pipeline.state, pipeline.kernel.now_us
    interval_us = state.parameters["projector.poll_us"]
    wait_us = -now_us % interval_us if interval_us else 0
    state.projectors[index].poll_us = now_us + wait_us
    pipeline.after(wait_us, "poll", index)


def poll(pipeline: Pipeline, index: int) -> None:
    """A projector looks for new messages, unless this look was planned anew."""
    projector = pipeline.state.projectors[index]
    if projector.poll_us == pipeline.kernel.now_us:
        projector.poll_us = None
        deliver(pipeline, index)


def poll_anew(pipeline: Pipeline) -> None:
    """The interval has changed: so has each look that is planned."""
    for index, projector in enumerate(pipeline.state.projectors):
        if projector.poll_us is not None:
            _plan(pipeline, index)


def resume(pipeline: Pipeline) -> None:
    """What was out of reach may be back: who waited for it writes its checkpoint, or looks."""
    for index, projector in enumerate(pipeline.state.projectors):
        if projector.stalled:
            complete(pipeline, index)
        elif projector.waiting and not projector.busy:
            _wake(pipeline, index)
