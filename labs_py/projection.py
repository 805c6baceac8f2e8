"""From the queue to the view, in time: taken, worked on, applied, checkpointed."""

from labs_py import mishaps, view_writer
from labs_py.checkpoint import advance, can_commit
from labs_py.pipeline import Pipeline
from labs_py.queue import Message


def deliver(pipeline: Pipeline, index: int) -> None:
    """A projector takes a batch, if it is free, something waits and the broker can be reached."""
    state = pipeline.state
    projector = state.projectors[index]
    if projector.busy or not projector.waiting or state.faults.broker_is_away:
        return
    batch = projector.take(state.parameters["projector.batch"])
    if state.parameters["projector.commit"] == "before":
        advance(pipeline, batch)
    work(pipeline, index, state.parameters["projector.batch_us"])


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
    message.attempt += 1
    pipeline.tell("dlv.started", message, message.attempt)
    service_us = pipeline.state.faults.slowed_us(projector.service.draw_us())
    pipeline.after(service_us + extra_us, "finish", index)


def finish(pipeline: Pipeline, index: int) -> None:
    """A projector has worked on a message, unless it was stopped short of that for a while."""
    projector = pipeline.state.projectors[index]
    if not projector.replaced and pipeline.state.faults.strikes("zombie"):
        mishaps.pause(pipeline, index)
    else:
        decide(pipeline, index)


def decide(pipeline: Pipeline, index: int) -> None:
    """The effect of the message in hand happens, or something else does."""
    state = pipeline.state
    projector = state.projectors[index]
    crash = state.faults.crash()
    if crash == "before_effect":
        mishaps.crash(pipeline, index, crash)
        return
    why = state.faults.failure(projector.batch[projector.done].event)
    if why:
        mishaps.reject(pipeline, index, why)
    else:
        _succeed(pipeline, index, crash)


def _succeed(pipeline: Pipeline, index: int, crash: str | None) -> None:
    projector = pipeline.state.projectors[index]
    message = projector.batch[projector.done]
    if pipeline.state.parameters["projector.commit"] == "transactional":
        projector.pending.append(message)
    else:
        view_writer.write(pipeline, projector.memory, message)
    projector.done += 1
    projector.doomed = projector.doomed or crash == "after_checkpoint"
    if crash == "after_effect":
        mishaps.crash(pipeline, index, crash)
    else:
        work(pipeline, index)


def complete(pipeline: Pipeline, index: int) -> None:
    """The batch is done: its checkpoint advances, in one transaction with its effects or alone."""
    projector = pipeline.state.projectors[index]
    projector.stalled = not can_commit(pipeline)
    if projector.stalled:
        return
    if projector.replaced:
        mishaps.come_too_late(pipeline, projector)
        return
    for message in projector.pending:
        view_writer.write(pipeline, projector.memory, message)
    if pipeline.state.parameters["projector.commit"] != "before":
        advance(pipeline, projector.batch)
    if projector.doomed:
        mishaps.crash(pipeline, index, "after_checkpoint")
        return
    projector.batch, projector.pending, projector.busy = [], [], False
    deliver(pipeline, index)


def restart(pipeline: Pipeline, index: int) -> None:
    """A projector is back after a crash and takes up what its checkpoint has not passed."""
    pipeline.state.projectors[index].busy = False
    deliver(pipeline, index)


def replace(pipeline: Pipeline, task: tuple[int, Message]) -> None:
    """A projector has been dead for too long: another takes over where its checkpoint stands.

    Who is back after that owns nothing.
    """
    index, message = task
    pipeline.tell("claim.taken", index, message)
    restart(pipeline, index)


def take_over(pipeline: Pipeline, task: tuple[int, int]) -> None:
    """A projector has been silent for too long: another takes over where its checkpoint stands.

    Who was replaced wakes up later, at a place of its own, and does not know.
    """
    state, (index, rest_us) = pipeline.state, task
    silent = state.projectors[index]
    before = state.parameters["projector.commit"] == "before"
    state.projectors[index] = silent.successor(behind_checkpoint=before)
    state.projectors.append(silent)
    pipeline.tell("claim.taken", index, silent.batch[silent.done])
    pipeline.after(rest_us, "decide", len(state.projectors) - 1)
    deliver(pipeline, index)
