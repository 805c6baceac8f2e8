"""The query side: a row of the read model, with how old the answer is."""

from typing import Any

from labs_py.read_model import GroundTruth, ReadModel


def answer(view: ReadModel, truth: GroundTruth, key: str, now_us: int) -> dict[str, Any]:
    """Return the row of ``key`` as served at ``now_us`` (µs) and what can be said about it.

    ``staleness_us`` is the age of the oldest committed event of this key that the row lacks (0:
    none lacks); ``right`` is whether the row equals the fold of some committed prefix.
    """
    row = view.rows.get(key)
    seen = row["version"] if row else 0
    head = truth.head(key)
    return {
        "key": key,
        "row": row,
        "seen_version": seen,
        "head_version": head,
        "staleness_us": now_us - truth.recorded[key][seen] if seen < head else 0,
        "right": row == truth.at(key, seen),
    }
