"""The checkpoint: how far a consumer claims to have worked."""

from labs_py.look import plan_look
from labs_py.pipeline import Pipeline
from labs_py.queue import Message


def advance(pipeline: Pipeline, batch: list[Message]) -> None:
    """The checkpoint passes a batch; a sender that waits for room in its partition may look."""
    state = pipeline.state
    partitions, stuck = state.queue.partitions, state.outbox.stuck
    for message in batch:
        pipeline.tell("ckpt.advanced", message)
        partitions[message.partition].inside -= 1
        if message.partition in stuck:
            plan_look(pipeline)


def can_commit(pipeline: Pipeline) -> bool:
    """Whether the store of the checkpoint can be reached.

    It is the view's where both are one transaction, and the broker's where they are not.
    """
    faults = pipeline.state.faults
    if pipeline.state.parameters["projector.commit"] == "transactional":
        return faults.cut != "view"
    return not faults.broker_is_away
