"""What came out in a second, what of it was still wanted, and how much work each piece took."""

from collections import Counter

from labs_py.measures.latency import intentions
from labs_py.measures.story import SECOND_US, Kinds, Story, place, ratio
from labs_py.trace import Record


def rates(story: Story) -> dict[str, float | None]:
    """Return offered, acknowledged, visible (throughput) and wanted (goodput) per second.

    Goodput: events that were applied once, within the deadline of their command if there is one.
    """
    kinds = story.kinds
    effects = Counter(record["event_id"] for record in kinds["view.applied"])
    wanted = sum(
        effects[record["event_id"]] == 1 and _in_time(story, record)
        for record in kinds["view.applied"]
    )
    counts = {
        "offered_per_s": len(kinds["cmd.received"]),
        "acknowledged_per_s": len(kinds["cmd.acknowledged"]),
        "throughput_per_s": len(effects),
        "goodput_per_s": wanted,
    }
    return {name: ratio(count * SECOND_US, story.end_us) for name, count in counts.items()}


def _in_time(story: Story, applied: Record) -> bool:
    """Whether a command was visible by the deadline that held when it was sent."""
    sent_us = applied["at_us"] - applied["latency_us"]
    deadline_us: int = story.at("api.deadline_us", sent_us)
    return not deadline_us or applied["latency_us"] <= deadline_us


def amplification(kinds: Kinds) -> dict[str, float | None]:
    """Return attempts ÷ distinct requests, per layer and from end to end.

    Client: submissions ÷ intentions. Handler: decisions ÷ commands. Bus: copies ÷ events sent.
    Projector: deliveries begun ÷ messages. End to end: deliveries begun ÷ intentions they serve.
    """
    again, submitted = intentions(kinds), len(kinds["cmd.received"])
    keys = {key for key, _ in again.values()}
    started, decided = kinds["dlv.started"], kinds["cmd.started"]
    commands = {record["command_id"] for record in started}
    served = commands - again.keys() | {again[each] for each in commands & again.keys()}
    sent = {record["event_id"] for record in kinds["bus.enqueued"]}
    return {
        "client": ratio(submitted, submitted - len(again) + len(keys)),
        "handler": ratio(len(decided), len({r["command_id"] for r in decided})),
        "bus": ratio(len(kinds["bus.enqueued"]), len(sent)),
        "projector": ratio(len(started), len({place(record) for record in started})),
        "end_to_end": ratio(len(started), len(served)),
    }
