"""What a setting promises: answers worth waiting for, no change erased, no more than so many."""

from collections import defaultdict

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.trace import Record

NO_LIMIT = 1_000_000


def waited(evidence: Evidence) -> Check | None:
    """Who may wait for a version gets it, or has waited exactly as long as the time-out."""
    times = ("query.timeout_us", "query.cost_us")
    always = evidence.always("query.consistency", "wait_for_version") and evidence.steady(*times)
    if not always or not evidence.kinds["query.served"]:
        return None
    timeout_us, cost_us = (evidence.parameters[name] for name in times)
    kept = [
        record["required_version"] == record["acked_version"]
        and record["wait_us"] == record["at_us"] - record["asked_us"] - cost_us
        and (
            record["seen_version"] >= record["required_version"] or record["wait_us"] == timeout_us
        )
        for record in evidence.kinds["query.served"]
    ]
    return tally("waited", "seen ≥ required, or waited = time-out", kept)


def own(evidence: Evidence) -> Check | None:
    """The version that a session knows to be its own is the newest that it was told of.

    Of when it was asked, however it is answered; what is told at that very instant counts.
    """
    if not evidence.kinds["query.served"]:
        return None
    authors = {
        r["command_id"]: (r["session"], r["command"]) for r in evidence.kinds["cmd.received"]
    }
    told: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    kept = []
    for record in evidence.records:
        if record["kind"] == "cmd.acknowledged" and record["command_id"] in authors:
            session, command = authors[record["command_id"]]
            for who in (session, record["command_id"]):
                told[who, command["customer"]].append((record["at_us"], record["version"]))
        elif record["kind"] == "query.served":
            kept.append(_knows(record, told[record["session"], record["key"]]))
    return tally("own", "own version = newest acknowledged", kept)


def _knows(answer: Record, told: list[tuple[int, int]]) -> bool:
    newest = max((version for at_us, version in told if at_us <= answer["asked_us"]), default=0)
    return bool(answer["acked_version"] == newest)


def updates(evidence: Evidence) -> Check | None:
    """Where every append is checked, each change was decided on the one before it: none is lost."""
    if not evidence.always("handler.concurrency", "expected_version"):
        return None
    decided_on = {r["command_id"]: r["expected_version"] for r in evidence.kinds["cmd.started"]}
    kept = [
        decided_on.get(record["command_id"]) == record["event"]["version"] - 1
        for record in evidence.kinds["evt.committed"]
    ]
    kept.append(evidence.measures["commands"]["lost_updates"] == 0)
    return tally("updates", "decided on = version − 1, lost updates = 0", kept)


def in_flight(evidence: Evidence) -> Check | None:
    """At no instant are more commands let in and undecided than the limit says."""
    most = evidence.parameters["api.in_flight"]
    if not evidence.steady("api.in_flight") or most >= NO_LIMIT:
        return None
    inside: set[str] = set()
    kept = []
    for record in evidence.records:
        if record["kind"] == "cmd.received":
            kept.append(len(inside) <= most)
            inside.add(record["command_id"])
        elif record["kind"] in ("cmd.rejected", "cmd.deduped", "evt.committed"):
            inside.discard(record["command_id"])
    kept.append(not evidence.kinds["cmd.received"] or len(inside) <= most)
    return tally("in_flight", "let in and undecided ≤ limit", kept)
