"""The trace: what happened, one record after another, and its fingerprint."""

import hashlib
import json
from collections.abc import Callable
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


def digest(records: list[Record]) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of all records, never held as one text."""
    found = hashlib.sha256(b"[")
    for start in range(0, len(records), AT_ONCE):
        text = canonical(records[start : start + AT_ONCE])[1:-1]
        found.update(f"{',' if start else ''}{text}".encode())
    found.update(b"]")
    return found.hexdigest()
