"""The query side: a row of the read model, with how old the answer is."""

from typing import Any, NamedTuple

from labs_py.ground_truth import GroundTruth
from labs_py.read_model import Row, shown


class Request(NamedTuple):
    """A question on its way: who asks for which row, and since when."""

    session: str
    key: str
    asked_us: int


def answer(truth: GroundTruth, key: str, row: Row | None, now_us: int) -> dict[str, Any]:
    """Return what can be said about a row of ``key`` served at ``now_us`` (µs).

    ``staleness_us`` is the age of the oldest committed event of this key that the row lacks (0:
    none lacks); ``right`` is whether the row equals the fold of some committed prefix.
    """
    seen = row.version if row else 0
    return {
        "key": key,
        "row": shown(row),
        "seen_version": seen,
        "head_version": truth.head(key),
        "staleness_us": truth.staleness_us(key, seen, now_us),
        "right": row == truth.at(key, seen),
    }
