"""The answers: how old each was, and what its session could expect, from the log alone."""

from collections import defaultdict

from labs_py.oracles.evidence import Check, Evidence, tally
from labs_py.trace import Record


def answers(evidence: Evidence) -> Check | None:
    """Staleness, head, and the versions seen and acknowledged, of every answer, worked out anew."""
    if not evidence.kinds["query.served"]:
        return None
    heads: dict[str, int] = defaultdict(int)
    missing: dict[str, dict[int, int]] = defaultdict(dict)
    told: dict[str, int] = {}
    kept = []
    for record in evidence.records:
        if record["kind"] == "evt.committed":
            key = record["event"]["partition_key"]
            heads[key] += 1
            missing[key][record["event"]["version"]] = record["at_us"]
        elif record["kind"] == "view.applied":
            missing[record["key"]].pop(record["version"], None)
        elif record["kind"] == "cmd.acknowledged":
            told[record["command_id"]] = record["version"]
        elif record["kind"] == "query.served":
            key = record["key"]
            kept.append(_is_told(record, heads[key], missing[key], told))
    return tally("answers", "staleness = now − recorded(oldest version not in it)", kept)


def _is_told(answer: Record, head: int, missing: dict[int, int], told: dict[str, int]) -> bool:
    """Compare one answer with the versions that its row lacks, and when they were recorded."""
    written = answer.get("source") == "write_model"
    shown = answer["seen_version"] if answer.get("source") == "overlay" else 0
    since = (at_us for version, at_us in missing.items() if version != shown)
    oldest = None if written else next(since, None)
    stale_us = 0 if oldest is None else answer["at_us"] - oldest
    own = told.get(answer["session"], answer["acked_version"])
    seen = head if written else (answer["row"] or {}).get("version", 0)
    names = ("seen_version", "head_version", "staleness_us", "acked_version")
    return tuple(answer[name] for name in names) == (seen, head, stale_us, own)
