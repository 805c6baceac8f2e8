"""The write side: every command ends in one way, and the handler is a queue with c servers."""

from collections.abc import Iterator
from heapq import heapreplace

from labs_py.oracles.evidence import Check, Evidence, tally, verdict

NEVER_US = -1
ENDS = {"cmd.acknowledged", "cmd.rejected", "cmd.deduped", "cmd.crashed"}


def conservation(evidence: Evidence) -> Check:
    """At every instant: received = accepted + rejected + recognised + unanswered + in flight."""
    waiting: set[str] = set()
    broken = ended = 0
    for record in evidence.records:
        if record["kind"] == "cmd.received":
            broken += record["command_id"] in waiting
            waiting.add(record["command_id"])
        elif record["kind"] in ENDS:
            broken += record["command_id"] not in waiting
            waiting.discard(record["command_id"])
            ended += 1
    received, told = len(evidence.kinds["cmd.received"]), evidence.measures["commands"]
    broken += abs(received - ended - len(waiting)) + abs(told["in_flight"] - len(waiting))
    formula = "received = accepted + rejected + deduped + unanswered + in flight"
    return verdict("commands", formula, received + ended, received, ended + len(waiting), broken)


def acknowledged(evidence: Evidence) -> Check:
    """Who is told of a change is told after its commit, its version, and how long it took."""
    received = {r["command_id"]: r["at_us"] for r in evidence.kinds["cmd.received"]}
    committed: dict[str, tuple[str, int, int]] = {}
    kept = []
    for record in evidence.records:
        if record["kind"] == "evt.committed":
            found = (record["event_id"], record["position"], record["event"]["version"])
            committed[record["command_id"]] = found
        elif record["kind"] == "cmd.acknowledged":
            name, told = record["command_id"], ("event_id", "position", "version")
            known = committed.get(name) == tuple(record[each] for each in told)
            latency_us = record["at_us"] - received.get(name, NEVER_US)
            kept.append(known and record["latency_us"] == latency_us)
    return tally(
        "acknowledged", "committed → acknowledged, latency = acknowledged − received", kept
    )


def kiefer_wolfowitz(evidence: Evidence) -> Check | None:
    """The wait in front of c servers, first come first served, from the times alone."""
    if not evidence.steady("handler.servers") or evidence.kinds["cmd.crashed"]:
        return None
    free = [0] * evidence.parameters["handler.servers"]
    compared = expected = found = difference = 0
    for received, started, ended in _visits(evidence):
        begin = max(received, free[0])
        heapreplace(free, begin + ended - started)
        compared += 1
        expected += begin - received
        found += started - received
        difference = max(difference, abs(begin - started))
    formula = "W(n) = min over servers of (free − arrived), at least 0"
    return verdict("kiefer_wolfowitz", formula, compared, expected, found, difference, "us")


def _visits(evidence: Evidence) -> Iterator[tuple[int, int, int]]:
    """Yield received, first started and left, for each command that got to a server, as they came.

    One that nobody received came before all time, so that the law fails rather than the reading.
    """
    received = {r["command_id"]: r["at_us"] for r in evidence.kinds["cmd.received"]}
    started: dict[str, int] = {}
    for record in evidence.kinds["cmd.started"]:
        started.setdefault(record["command_id"], record["at_us"])
    kinds = ("evt.committed", "cmd.rejected")
    ended = {r["command_id"]: r["at_us"] for kind in kinds for r in evidence.kinds[kind]}
    unseen = dict.fromkeys(started.keys() - received.keys(), NEVER_US)
    for command_id, at_us in (unseen | received).items():
        if command_id in started:
            yield at_us, started[command_id], ended.get(command_id, evidence.end_us)
