"""The trace: what happened, one record after another, and its fingerprint."""

import hashlib
import json
from typing import Any

type Record = dict[str, Any]
"""``seq`` (0, 1, …), ``at_us``, ``kind`` and the fields of that kind (README.md has the table)."""


class Trace:
    """The records of a run as it goes on."""

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self.records: list[Record] = []

    def add(self, at_us: int, kind: str, fields: dict[str, Any]) -> None:
        """Append a record of something that happened at ``at_us``; its ``seq`` is its index."""
        self.records.append({"seq": len(self.records), "at_us": at_us, "kind": kind, **fields})


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def digest(records: list[Record]) -> str:
    """Return the SHA-256 (hex) of the canonical JSON of all records."""
    return hashlib.sha256(canonical(records).encode()).hexdigest()
