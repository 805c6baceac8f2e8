"""When the relay looks for what it has to send."""

from labs_py.pipeline import Pipeline


def plan_look(pipeline: Pipeline) -> None:
    """Let the relay look at the next multiple of its interval; at once where it follows the log."""
    if pipeline.state.look_us is None:
        _plan(pipeline)


def look_anew(pipeline: Pipeline) -> None:
    """The interval has changed, or whether there is one: so has the look that is planned."""
    if pipeline.state.look_us is not None:
        _plan(pipeline)


def look_again(pipeline: Pipeline) -> None:
    """What kept events back may be gone: the relay looks whether they can go now."""
    if pipeline.state.outbox.events or pipeline.state.outbox.stuck:
        plan_look(pipeline)


def _plan(pipeline: Pipeline) -> None:
    state, now_us = pipeline.state, pipeline.kernel.now_us
    interval_us = state.parameters["relay.poll_us"]
    if state.parameters["publish.mode"] == "log_tail":
        interval_us = 0
    wait_us = -now_us % interval_us if interval_us else 0
    state.look_us = now_us + wait_us
    pipeline.after(wait_us, "relay")
