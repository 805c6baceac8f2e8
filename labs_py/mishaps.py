"""What a projector does when a delivery goes wrong: dies, tries again, gives a message up."""

from labs_py import view_writer
from labs_py.pipeline import Pipeline
from labs_py.projector import Projector
from labs_py.queue import Message


def crash(pipeline: Pipeline, index: int, point: str) -> None:
    """A projector dies: its batch comes again unless a checkpoint has passed it, then it is lost.

    The memory of its strategy is stored with the view and stays.
    """
    state = pipeline.state
    projector = state.projectors[index]
    place = projector.done if point == "before_effect" else projector.done - 1
    message = projector.batch[place]
    pipeline.tell("dlv.crashed", message, point)
    passed = point == "after_checkpoint" or state.parameters["projector.commit"] == "before"
    if not passed:
        projector.give_back()
    projector.batch, projector.pending, projector.doomed = [], [], False
    if not projector.replaced:
        _plan_return(pipeline, index, message)


def _plan_return(pipeline: Pipeline, index: int, message: Message) -> None:
    """It is back after a while, or another takes over if that is too long for its claim to last."""
    state = pipeline.state
    restart_us, claim_us = state.faults.time_us("restart"), state.parameters["projector.claim_us"]
    if restart_us > claim_us:
        pipeline.after(claim_us, "replace", (index, message))
    else:
        pipeline.after(restart_us, "restart", index)


def pause(pipeline: Pipeline, index: int) -> None:
    """A projector stops with a message in hand; when it goes on it does not know that it did.

    If that is late enough for its claim on its partitions to lapse, another takes them over.
    """
    state = pipeline.state
    projector = state.projectors[index]
    pause_us, claim_us = state.faults.time_us("pause"), state.parameters["projector.claim_us"]
    pipeline.tell("dlv.paused", projector.batch[projector.done], pause_us)
    if pause_us > claim_us:
        pipeline.after(claim_us, "take_over", (index, pause_us - claim_us))
    else:
        pipeline.after(pause_us, "decide", index)


def come_too_late(pipeline: Pipeline, projector: Projector) -> None:
    """Who was replaced is done with its batch: a fence holds it up, or its checkpoint goes back.

    Where effect and checkpoint are one transaction, the fence undoes the effect too.
    """
    parameters = pipeline.state.parameters
    fenced = _is_fenced(pipeline, projector)
    for message in projector.pending if not fenced else ():
        view_writer.write(pipeline, projector.memory, message)
    if parameters["projector.commit"] != "before":
        for message in projector.batch if fenced else _passed(pipeline, projector.batch):
            pipeline.tell("ckpt.fenced" if fenced else "ckpt.regressed", message)
    projector.batch, projector.pending = [], []


def _passed(pipeline: Pipeline, batch: list[Message]) -> list[Message]:
    """Return what of a batch lies in partitions whose checkpoint has gone beyond the batch."""
    partitions = pipeline.state.queue.partitions
    newest = {message.partition: message.offset for message in batch}
    return [
        message
        for message in batch
        if newest[message.partition] < partitions[message.partition].checkpoint
    ]


def reject(pipeline: Pipeline, index: int, why: str) -> None:
    """An attempt fails; what follows is the consumer's policy."""
    state = pipeline.state
    projector = state.projectors[index]
    message = projector.batch[projector.done]
    pipeline.tell("view.rejected", message, why, message.attempt)
    policy = state.parameters["projector.on_error"]
    if policy == "stop":
        return
    if policy != "skip" and message.attempt <= state.parameters["projector.retries"]:
        wait_us = state.parameters["projector.retry_us"]
        pipeline.tell("retry.scheduled", message, message.attempt + 1, wait_us)
        pipeline.after(wait_us, "work", index)
        return
    _give_up(pipeline, projector, policy, why)
    pipeline.after(0, "work", index)


def _give_up(pipeline: Pipeline, projector: Projector, policy: str, why: str) -> None:
    """Behind a fence, whoever has taken over decides what becomes of the message."""
    message = projector.batch[projector.done]
    projector.done += 1
    if _is_fenced(pipeline, projector):
        return
    if policy == "skip":
        pipeline.tell("view.skipped", message, "error")
        return
    pipeline.tell("dlq.parked", message, "poison" if why == "transient" else why)
    if policy == "dlq_sequence":
        projector.memory.parked.add(message.event.key)


def park_followers(pipeline: Pipeline, projector: Projector) -> bool:
    """Whatever follows a parked message in its stream is parked too; say whether anything was."""
    before = projector.done
    while projector.done < len(projector.batch):
        message = projector.batch[projector.done]
        if message.event.key not in projector.memory.parked:
            break
        if not _is_fenced(pipeline, projector):
            pipeline.tell("dlq.parked", message, "sequence")
        projector.done += 1
    return projector.done > before


def _is_fenced(pipeline: Pipeline, projector: Projector) -> bool:
    """Whether a projector was replaced and may not write for its partitions any more.

    A fence guards what another delivers again. What a checkpoint passed first nobody else gets.
    """
    parameters = pipeline.state.parameters
    shared = parameters["projector.commit"] != "before"
    return projector.replaced and shared and bool(parameters["projector.fencing"] == "on")
