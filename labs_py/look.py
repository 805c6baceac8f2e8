"""When the relay looks for what it has to send."""

from labs_py.pipeline import Pipeline


def plan_look(pipeline: Pipeline) -> None:
    """Let the relay look at the next multiple of its interval; at once where it follows the log."""
    state = pipeline.state
    if state.relaying:
        return
    interval_us = state.parameters["relay.poll_us"]
    if state.parameters["publish.mode"] == "log_tail":
        interval_us = 0
    state.relaying = True
    pipeline.after(-pipeline.kernel.now_us % interval_us if interval_us else 0, "relay")
