"""How long it took, from the instant at which somebody meant to send."""

from typing import Any

from labs_py.measures.story import Kinds
from labs_py.order_statistics import spread
from labs_py.trace import Record

type Intentions = dict[str, tuple[str, int]]
"""Commands that carry an idempotency key: the key, and when it was first sent (µs)."""


def latency(kinds: Kinds) -> dict[str, Any]:
    """Return the times until an intention was acknowledged and until it was visible.

    A command that is submitted again under its idempotency key is one intention: the clock runs
    from the first submission, so that a refusal or a lost answer does not make the path look
    quicker (no coordinated omission).
    """
    again = intentions(kinds)
    visible = [record for record in kinds["view.applied"] if record["effect"] == 1]
    return {
        "acknowledged_after_us": spread(_after(kinds["cmd.acknowledged"], again)),
        "visible_after_us": spread(_after(visible, again)),
    }


def intentions(kinds: Kinds) -> Intentions:
    """Return what each command with a key is a submission of; any other is its own intention."""
    first: dict[str, int] = {}
    found: Intentions = {}
    for record in kinds["cmd.received"]:
        key = record["command"].get("idempotency_key")
        if isinstance(key, str):
            found[record["command_id"]] = (key, first.setdefault(key, record["at_us"]))
    return found


def _after(records: list[Record], again: Intentions) -> list[int]:
    """Return, for each intention that got there, how long it took the first time."""
    times = [record["latency_us"] for record in records if record["command_id"] not in again]
    with_key: dict[str, int] = {}
    for record in records if again else ():
        if record["command_id"] in again:
            key, since_us = again[record["command_id"]]
            with_key.setdefault(key, record["at_us"] - since_us)
    return times + list(with_key.values())
