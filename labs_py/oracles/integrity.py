"""The trace itself: its records are in order, and they are the ones its digest was made of."""

import hashlib
import json
from itertools import pairwise

from labs_py.oracles.evidence import Check, Evidence, tally

ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def digest(evidence: Evidence) -> Check:
    """The digest, made again from the records, one by one: of their JSON without a space."""
    whole = hashlib.sha256(b"[")
    for number, record in enumerate(evidence.records):
        whole.update(f"{',' if number else ''}{ENCODER.encode(record)}".encode())
    whole.update(b"]")
    return tally("digest", "SHA-256(records) = digest", [whole.hexdigest() == evidence.digest])


def order(evidence: Evidence) -> Check:
    """Records are numbered 0, 1, … and time never runs back, nor past the end."""
    records = evidence.records
    kept = [record["seq"] == number for number, record in enumerate(records)]
    kept += [before["at_us"] <= after["at_us"] for before, after in pairwise(records)]
    kept.append(not records or records[-1]["at_us"] <= evidence.end_us)
    return tally("order", "seq = 0, 1, 2, …; t(n) ≤ t(n+1) ≤ end", kept)
