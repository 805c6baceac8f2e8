"""The trace: what happened, one record after another, and its fingerprint."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

type Record = dict[str, Any]
"""``seq`` (0, 1, …), ``at_us``, ``kind`` and the fields of that kind (README.md has the table)."""

type Fields = Record
"""The fields of one kind, without the three that all have."""
type Teller = Callable[..., Fields]

AT_ONCE = 500
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, ASCII."""
    return _ENCODER.encode(value)


class Digest:
    """The SHA-256 of the canonical JSON of all records, never held as one text."""

    def __init__(self) -> None:
        """Start with no record."""
        self._hash = hashlib.sha256(b"[")
        self._empty = True

    def add(self, records: list[Record]) -> str:
        """Take in the next records (at least one); return their canonical JSON."""
        text = canonical(records)
        self._hash.update(f"{'' if self._empty else ','}{text[1:-1]}".encode())
        self._empty = False
        return text

    def hexdigest(self) -> str:
        """Return the digest (hex) of all records so far."""
        whole = self._hash.copy()
        whole.update(b"]")
        return whole.hexdigest()


def digest(records: list[Record]) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of all records."""
    found = Digest()
    for start in range(0, len(records), AT_ONCE):
        found.add(records[start : start + AT_ONCE])
    return found.hexdigest()


def over_us(told: list[Record], interventions: Iterable[dict[str, Any]]) -> int:
    """Return when a run was over (µs): at its last record, or what a person did last if later.

    Timers that find nothing left to do come after that, and no measure per time counts them.
    """
    ends: list[int] = [each["at_us"] for each in (*interventions, *told[-1:])]
    return max(ends, default=0)
