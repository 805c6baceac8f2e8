"""From the store to the queue: who sends what, and the way to the broker."""

from labs_py.event import Event
from labs_py.look import plan_look
from labs_py.pipeline import Pipeline
from labs_py.polling import receive

type Task = tuple[Event, int, int, bool]
"""A copy of an event under way: its number, by how many it is overtaken, whether it has a place."""


def publish(pipeline: Pipeline, event: Event | None) -> None:
    """A committed event has to get out: the handler sends it, or it is left to the relay.

    Without an event: an append was rolled back, and what had to wait for it need wait no longer.
    """
    state = pipeline.state
    if event and state.parameters["publish.mode"] == "direct":
        if state.faults.outage:
            pipeline.tell("pub.lost", event, "outage")
        else:
            _send(pipeline, event, has_place=False)
    elif event:
        state.outbox.put(event)
    if state.outbox.events:
        plan_look(pipeline)


def relay(pipeline: Pipeline, _: None = None) -> None:
    """The relay sends what the queue has room for, unless the broker is away: then all stays.

    A look that was planned anew, for another instant, is not taken.
    """
    state = pipeline.state
    if state.look_us != pipeline.kernel.now_us:
        return
    state.look_us = None
    if state.faults.outage:
        return
    mark = state.store.high_water
    _send_all(pipeline, state.outbox.take(state.parameters["relay.reader"], mark))
    if state.outbox.events:
        pipeline.tell("hwm.held", mark, len(state.outbox.events))


def _send_all(pipeline: Pipeline, events: list[Event]) -> None:
    """What a full partition has no room for stays, and so does all behind it in that partition."""
    state = pipeline.state
    partitions, capacity = state.queue.partitions, state.parameters["bus.capacity"]
    stuck: dict[int, list[Event]] = {}
    for event in events:
        if partitions[event.partition].has_room(capacity):
            _send(pipeline, event, has_place=True)
        else:
            stuck.setdefault(event.partition, []).append(event)
    state.outbox.stuck = stuck
    for number, waiting in stuck.items():
        pipeline.tell("bus.blocked", number, len(waiting))


def _send(pipeline: Pipeline, event: Event, *, has_place: bool) -> None:
    """One event sets off to its partition: once, more often, late or never, as faults will."""
    state, now_us = pipeline.state, pipeline.kernel.now_us
    hop_us, crossing = state.times.relay.draw_us(), state.faults.crossing()
    event.poison = state.faults.strikes("poison") or event.poison
    pipeline.tell("outbox.sent", event, 1 + len(crossing.gaps_us))
    if crossing.dropped:
        pipeline.tell("bus.dropped", event)
        return
    partition = state.queue.partitions[event.partition]
    partition.coming += has_place
    wait_us = partition.in_order(now_us + hop_us + crossing.extra_us) - now_us
    pipeline.after(wait_us, "enqueue", (event, 1, crossing.overtaken_by, has_place))
    for copy, gap_us in enumerate(crossing.gaps_us, start=2):
        pipeline.after(wait_us + gap_us, "enqueue", (event, copy, 0, False))


def enqueue(pipeline: Pipeline, task: Task) -> None:
    """One copy of an event arrives at its partition, is refused, or is kept back for others."""
    event, copy, overtaken_by, has_place = task
    partition = pipeline.state.queue.partitions[event.partition]
    if not has_place:
        if not partition.has_room(pipeline.state.parameters["bus.capacity"]):
            pipeline.tell("bus.refused", event, copy)
            return
        partition.coming += 1
    if overtaken_by:
        partition.hold(event, copy, overtaken_by)
        pipeline.after(pipeline.state.faults.time_us("reorder"), "release", event)
        return
    for message in partition.arrive(event, copy):
        receive(pipeline, message)


def release(pipeline: Pipeline, event: Event) -> None:
    """A message that was kept back long enough arrives, overtaken by fewer than there might be."""
    message = pipeline.state.queue.partitions[event.partition].release(event)
    if message:
        receive(pipeline, message)
