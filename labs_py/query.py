"""The query side: a row of the read model, with how old the answer is."""

from typing import Any, NamedTuple

from labs_py.ground_truth import GroundTruth
from labs_py.read_model import Row, shown


class Request(NamedTuple):
    """A question on its way: who asks for which row, since when, and having written what.

    ``acked`` is the newest version of the row that the session was told of (0: none), its version
    token; ``acked_us`` the instant it was told, ``amount`` what it wrote. All three as they were
    when it asked. ``waits_since_us`` is when the query found that it had to wait, if it had.
    """

    session: str
    key: str
    asked_us: int
    acked: int = 0
    acked_us: int = 0
    amount: int = 0
    waits_since_us: int | None = None


class Answer(NamedTuple):
    """What a session is answered with: a row, and what it could expect of it.

    ``acked`` is the version its own change has, ``required`` the one that the query was made to
    wait for, ``source`` where the row comes from if not from the read model.
    """

    row: Row | None
    acked: int
    required: int | None = None
    wait_us: int = 0
    source: str = ""


def overlaid(row: Row | None, request: Request) -> Row | None:
    """Return a row with the session's own newest change on top, if the row lacks it.

    What others wrote in between stays out: the answer may be a row that never existed.
    """
    if not request.acked or (row and row.version >= request.acked):
        return row
    orders, total, _ = row or (0, 0, 0)
    return Row(orders + 1, total + request.amount, request.acked)


def answer(truth: GroundTruth, key: str, given: Answer, now_us: int) -> dict[str, Any]:
    """Return what can be said about an answer for ``key`` served at ``now_us`` (µs).

    A row of the write model is the newest there is: what it lacks is lost, not late.
    ``staleness_us`` is the age of the oldest committed event of this key that the answer still
    lacks (0: none); ``right`` is whether its row equals the fold of some committed prefix.
    """
    newest = given.source == "write_model"
    row = truth.written(key) if newest else given.row
    own = given.acked if given.source == "overlay" else 0
    seen = row.version if row else 0
    return {
        "key": key,
        "row": shown(row),
        "seen_version": seen,
        "head_version": truth.head(key),
        "staleness_us": 0 if newest else truth.staleness_us(key, now_us, own),
        "right": row == truth.at(key, seen),
    }
