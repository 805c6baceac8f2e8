"""The answers: how old each was, and what its session could expect, from the log alone."""

from collections import defaultdict

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.trace import Record


def answers(evidence: Evidence) -> Check | None:
    """Staleness, head and the session's own version of every answer, worked out anew."""
    if not evidence.kinds["query.served"]:
        return None
    recorded: dict[str, list[int]] = defaultdict(list)
    told: dict[str, int] = {}
    kept = []
    for record in evidence.records:
        if record["kind"] == "evt.committed":
            recorded[record["event"]["partition_key"]].append(record["at_us"])
        elif record["kind"] == "cmd.acknowledged":
            told[record["command_id"]] = record["version"]
        elif record["kind"] == "query.served":
            kept.append(_is_told(record, recorded[record["key"]], told))
    return tally("answers", "staleness = now − recorded(first version not seen)", kept)


def _is_told(answer: Record, recorded: list[int], told: dict[str, int]) -> bool:
    """Compare one answer with the instants at which the versions of its row were recorded."""
    seen = answer["seen_version"]
    stale_us = answer["at_us"] - recorded[seen] if seen < len(recorded) else 0
    own = told.get(answer["session"], answer["acked_version"])
    return (answer["head_version"], answer["staleness_us"], answer["acked_version"]) == (
        len(recorded),
        stale_us,
        own,
    )
