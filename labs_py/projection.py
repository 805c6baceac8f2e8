"""From the queue to the view, in time: received, taken, worked on, applied, checkpointed."""

from labs_py import mishaps, view_writer
from labs_py.pipeline import Pipeline
from labs_py.queue import Message


def receive(pipeline: Pipeline, message: Message) -> None:
    """A message is in its partition; the projector that owns it may take it."""
    pipeline.tell("bus.enqueued", message)
    index = message.partition % len(pipeline.state.projectors)
    projector = pipeline.state.projectors[index]
    projector.waiting.append(message)
    if not projector.busy:
        _wake(pipeline, index)


def _wake(pipeline: Pipeline, index: int) -> None:
    """A projector that polls looks at every multiple of its interval; else it is told at once."""
    interval_us = pipeline.state.parameters["projector.poll_us"]
    if not interval_us:
        deliver(pipeline, index)
    elif not pipeline.state.projectors[index].polling:
        pipeline.state.projectors[index].polling = True
        pipeline.after(-pipeline.kernel.now_us % interval_us, "poll", index)


def poll(pipeline: Pipeline, index: int) -> None:
    """A projector looks for new messages."""
    pipeline.state.projectors[index].polling = False
    deliver(pipeline, index)


def deliver(pipeline: Pipeline, index: int) -> None:
    """A projector takes a batch, if it is free, something waits and the broker can be reached."""
    state = pipeline.state
    projector = state.projectors[index]
    if projector.busy or not projector.waiting or state.faults.outage:
        return
    batch = projector.take(state.parameters["projector.batch"])
    if state.parameters["projector.commit"] == "before":
        _checkpoint(pipeline, batch)
    work(pipeline, index, state.parameters["projector.batch_us"])


def _checkpoint(pipeline: Pipeline, batch: list[Message]) -> None:
    for message in batch:
        pipeline.tell("ckpt.advanced", message)


def work(pipeline: Pipeline, index: int, extra_us: int = 0) -> None:
    """A projector starts on the next message of its batch, or is done with all of them."""
    projector = pipeline.state.projectors[index]
    parked = mishaps.park_followers(pipeline, projector)
    if projector.done == len(projector.batch):
        # Parking takes no time: by way of the agenda, a long row of it is no deep recursion.
        if parked:
            pipeline.after(0, "complete", index)
        else:
            complete(pipeline, index)
        return
    message = projector.batch[projector.done]
    pipeline.tell("dlv.started", message, message.attempt)
    service_us = pipeline.state.faults.slowed_us(projector.service.draw_us())
    pipeline.after(service_us + extra_us, "finish", index)


def finish(pipeline: Pipeline, index: int) -> None:
    """A projector has worked on a message: the effect happens, or something else does."""
    state = pipeline.state
    projector = state.projectors[index]
    message = projector.batch[projector.done]
    crash = state.faults.crash()
    if crash == "before_effect":
        mishaps.crash(pipeline, index, crash)
    elif message.event.poison or state.faults.fails():
        mishaps.reject(pipeline, index)
    else:
        _succeed(pipeline, index, crash)


def _succeed(pipeline: Pipeline, index: int, crash: str | None) -> None:
    projector = pipeline.state.projectors[index]
    message = projector.batch[projector.done]
    if pipeline.state.parameters["projector.commit"] == "transactional":
        projector.pending.append(message)
    else:
        view_writer.write(pipeline, projector, message)
    projector.done += 1
    projector.doomed = projector.doomed or crash == "after_checkpoint"
    if crash == "after_effect":
        mishaps.crash(pipeline, index, crash)
    else:
        work(pipeline, index)


def complete(pipeline: Pipeline, index: int) -> None:
    """The batch is done: its checkpoint advances, in one transaction with its effects or alone."""
    projector = pipeline.state.projectors[index]
    for message in projector.pending:
        view_writer.write(pipeline, projector, message)
    if pipeline.state.parameters["projector.commit"] != "before":
        _checkpoint(pipeline, projector.batch)
    if projector.doomed:
        mishaps.crash(pipeline, index, "after_checkpoint")
        return
    projector.batch, projector.pending, projector.busy = [], [], False
    deliver(pipeline, index)


def restart(pipeline: Pipeline, index: int) -> None:
    """A projector is back after a crash and takes up what its checkpoint has not passed."""
    pipeline.state.projectors[index].busy = False
    deliver(pipeline, index)
