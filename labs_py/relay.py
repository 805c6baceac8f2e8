"""From the store to the queue: the outbox, the relay that empties it, and the way to the broker."""

from labs_py.event import Event
from labs_py.pipeline import Pipeline
from labs_py.projection import receive


def publish(pipeline: Pipeline, event: Event | None) -> None:
    """A committed event is in the outbox; the relay looks at every multiple of its interval.

    Without an event: an append was rolled back, and what had to wait for it need wait no longer.
    """
    state = pipeline.state
    if event:
        state.outbox.put(event)
    if state.outbox.events and not state.relaying:
        _plan(pipeline)


def _plan(pipeline: Pipeline) -> None:
    interval_us = pipeline.state.parameters["relay.poll_us"]
    wait_us = -pipeline.kernel.now_us % interval_us if interval_us else 0
    pipeline.state.relaying = True
    pipeline.after(wait_us, "relay")


def relay(pipeline: Pipeline, _: None = None) -> None:
    """The relay sends all that is in the outbox, unless the broker is away: then all stays."""
    state = pipeline.state
    state.relaying = False
    if state.faults.outage:
        return
    mark = state.store.high_water
    for event in state.outbox.take(state.parameters["relay.reader"], mark):
        _send(pipeline, event)
    if state.outbox.events:
        pipeline.tell("hwm.held", mark, len(state.outbox.events))


def _send(pipeline: Pipeline, event: Event) -> None:
    """One event sets off to its partition: once, more often, late or never, as faults will."""
    state, now_us = pipeline.state, pipeline.kernel.now_us
    hop_us, crossing = state.times.relay.draw_us(), state.faults.crossing()
    event.poison = state.faults.poisons()
    pipeline.tell("outbox.sent", event, 1 + len(crossing.gaps_us))
    if crossing.dropped:
        pipeline.tell("bus.dropped", event)
        return
    partition = state.queue.partitions[event.partition]
    wait_us = partition.in_order(now_us + hop_us + crossing.extra_us) - now_us
    pipeline.after(wait_us, "enqueue", (event, 1, crossing.overtaken_by))
    for copy, gap_us in enumerate(crossing.gaps_us, start=2):
        pipeline.after(wait_us + gap_us, "enqueue", (event, copy, 0))


def enqueue(pipeline: Pipeline, task: tuple[Event, int, int]) -> None:
    """One copy of an event arrives at its partition, and may be kept back for others."""
    event, copy, overtaken_by = task
    partition = pipeline.state.queue.partitions[event.partition]
    if overtaken_by:
        partition.hold(event, copy, overtaken_by)
        pipeline.after(pipeline.state.faults.longest_hold_us, "release", event)
        return
    for message in partition.arrive(event, copy):
        receive(pipeline, message)


def release(pipeline: Pipeline, event: Event) -> None:
    """A message that was kept back long enough arrives, overtaken by fewer than there might be."""
    message = pipeline.state.queue.partitions[event.partition].release(event)
    if message:
        receive(pipeline, message)
