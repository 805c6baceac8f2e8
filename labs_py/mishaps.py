"""What a projector does when a delivery goes wrong: dies, tries again, gives a message up."""

from labs_py.pipeline import Pipeline
from labs_py.projector import Projector


def crash(pipeline: Pipeline, index: int, point: str) -> None:
    """A projector dies: its batch comes again unless a checkpoint has passed it, then it is lost.

    The memory of its strategy is stored with the view and stays.
    """
    state = pipeline.state
    projector = state.projectors[index]
    place = projector.done if point == "before_effect" else projector.done - 1
    pipeline.tell("dlv.crashed", projector.batch[place], point)
    passed = point == "after_checkpoint" or state.parameters["projector.commit"] == "before"
    if not passed:
        projector.give_back()
    projector.batch, projector.pending, projector.doomed = [], [], False
    pipeline.after(state.faults.restart_us, "restart", index)


def reject(pipeline: Pipeline, index: int) -> None:
    """An attempt fails; what follows is the consumer's policy."""
    state = pipeline.state
    projector = state.projectors[index]
    message = projector.batch[projector.done]
    pipeline.tell("view.rejected", message, message.attempt)
    policy = state.parameters["projector.on_error"]
    if policy == "stop":
        return
    if policy != "skip" and message.attempt <= state.parameters["projector.retries"]:
        message.attempt += 1
        wait_us = state.parameters["projector.retry_us"]
        pipeline.tell("retry.scheduled", message, message.attempt, wait_us)
        pipeline.after(wait_us, "work", index)
        return
    _give_up(pipeline, projector, policy)
    pipeline.after(0, "work", index)


def _give_up(pipeline: Pipeline, projector: Projector, policy: str) -> None:
    message = projector.batch[projector.done]
    if policy == "skip":
        pipeline.tell("view.skipped", message, "error")
    else:
        pipeline.tell("dlq.parked", message, "poison")
        if policy == "dlq_sequence":
            projector.parked.add(message.event.key)
    projector.done += 1


def park_followers(pipeline: Pipeline, projector: Projector) -> bool:
    """Whatever follows a parked message in its stream is parked too; say whether anything was."""
    before = projector.done
    while projector.done < len(projector.batch):
        message = projector.batch[projector.done]
        if message.event.key not in projector.parked:
            break
        pipeline.tell("dlq.parked", message, "sequence")
        projector.done += 1
    return projector.done > before
